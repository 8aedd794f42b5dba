package dev.tributary.webrtc.sctp;

/** Chunk types (RFC 9260 section 3.2, RFC 3758, RFC 6525) and the flags of DATA and of ABORT. */
final class ChunkType {
    static final int DATA = 0;
    static final int INIT = 1;
    static final int INIT_ACK = 2;
    static final int SACK = 3;
    static final int HEARTBEAT = 4;
    static final int HEARTBEAT_ACK = 5;
    static final int ABORT = 6;
    static final int SHUTDOWN = 7;
    static final int SHUTDOWN_ACK = 8;
    static final int ERROR = 9;
    static final int COOKIE_ECHO = 10;
    static final int COOKIE_ACK = 11;
    static final int SHUTDOWN_COMPLETE = 14;
    static final int RE_CONFIG = 130;
    static final int FORWARD_TSN = 192;

    static final int FLAG_END = 1;
    static final int FLAG_BEGIN = 2;
    static final int FLAG_UNORDERED = 4;
    static final int FLAG_IMMEDIATE = 8;

    /** ABORT and SHUTDOWN COMPLETE: the tag is the receiver's own, reflected. */
    static final int FLAG_REFLECTED = 1;

    /** Of an unknown chunk or the upper bits of an unknown parameter: go on with the next one. */
    static final int UNKNOWN_SKIP = 0x80;

    /** Of an unknown chunk or the upper bits of an unknown parameter: tell the sender. */
    static final int UNKNOWN_REPORT = 0x40;

    static final int HEADER_BYTES = 4;
    static final int DATA_HEADER_BYTES = 16;

    private ChunkType() {}

    /** Fixed bytes of a chunk's value, -1 for an unknown chunk. */
    static int valueBytesMin(int type) {
        return switch (type) {
            case DATA, SACK -> 12;
            case INIT, INIT_ACK -> PeerInit.FIXED_BYTES;
            case SHUTDOWN, FORWARD_TSN -> 4;
            case HEARTBEAT,
                            HEARTBEAT_ACK,
                            ABORT,
                            SHUTDOWN_ACK,
                            ERROR,
                            COOKIE_ECHO,
                            COOKIE_ACK,
                            SHUTDOWN_COMPLETE,
                            RE_CONFIG ->
                    0;
            default -> -1;
        };
    }
}
