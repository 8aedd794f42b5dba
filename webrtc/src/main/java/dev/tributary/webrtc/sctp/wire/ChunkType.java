package dev.tributary.webrtc.sctp.wire;

/** Chunk types (RFC 9260 section 3.2, RFC 3758, 4820, 6525) and the flags of DATA and of ABORT. */
public final class ChunkType {
    public static final int DATA = 0;
    public static final int INIT = 1;
    public static final int INIT_ACK = 2;
    public static final int SACK = 3;
    public static final int HEARTBEAT = 4;
    public static final int HEARTBEAT_ACK = 5;
    public static final int ABORT = 6;
    public static final int SHUTDOWN = 7;
    public static final int SHUTDOWN_ACK = 8;
    public static final int ERROR = 9;
    public static final int COOKIE_ECHO = 10;
    public static final int COOKIE_ACK = 11;
    public static final int SHUTDOWN_COMPLETE = 14;
    public static final int RE_CONFIG = 130;

    /** Bytes without a meaning (RFC 4820). */
    public static final int PAD = 132;

    public static final int FORWARD_TSN = 192;

    public static final int FLAG_END = 1;
    public static final int FLAG_BEGIN = 2;
    public static final int FLAG_UNORDERED = 4;
    public static final int FLAG_IMMEDIATE = 8;

    /** ABORT and SHUTDOWN COMPLETE: the tag is the receiver's own, reflected. */
    public static final int FLAG_REFLECTED = 1;

    /** Of an unknown chunk or the upper bits of an unknown parameter: go on with the next one. */
    public static final int UNKNOWN_SKIP = 0x80;

    /** Of an unknown chunk or the upper bits of an unknown parameter: tell the sender. */
    public static final int UNKNOWN_REPORT = 0x40;

    public static final int HEADER_BYTES = 4;
    public static final int DATA_HEADER_BYTES = 16;

    private ChunkType() {}

    /** Fixed bytes of a chunk's value, -1 for an unknown chunk. */
    public static int valueBytesMin(int type) {
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
                            RE_CONFIG,
                            PAD ->
                    0;
            default -> -1;
        };
    }
}
