package dev.tributary.webrtc.sctp;

/** Parameter types (RFC 9260 section 3.3, RFC 3758, RFC 5061, RFC 6525) and error causes. */
final class ParameterType {
    static final int HEARTBEAT_INFO = 1;
    static final int STATE_COOKIE = 7;
    static final int UNRECOGNIZED = 8;
    static final int OUTGOING_RESET_REQUEST = 13;
    static final int RECONFIGURATION_RESPONSE = 16;
    static final int ADD_INCOMING_STREAMS = 18;
    static final int SUPPORTED_EXTENSIONS = 0x8008;
    static final int FORWARD_TSN_SUPPORTED = 0xc000;

    static final int CAUSE_INVALID_STREAM = 1;
    static final int CAUSE_STALE_COOKIE = 3;
    static final int CAUSE_UNRECOGNIZED_CHUNK = 6;
    static final int CAUSE_NO_USER_DATA = 9;
    static final int CAUSE_USER_INITIATED_ABORT = 12;
    static final int CAUSE_PROTOCOL_VIOLATION = 13;

    static final int HEADER_BYTES = 4;

    private ParameterType() {}
}
