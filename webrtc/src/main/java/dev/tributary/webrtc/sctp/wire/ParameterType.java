package dev.tributary.webrtc.sctp.wire;

/** Parameter types (RFC 9260 section 3.3, RFC 3758, RFC 5061, RFC 6525) and error causes. */
public final class ParameterType {
    public static final int HEARTBEAT_INFO = 1;
    public static final int STATE_COOKIE = 7;
    public static final int UNRECOGNIZED = 8;
    public static final int OUTGOING_RESET_REQUEST = 13;
    public static final int RECONFIGURATION_RESPONSE = 16;
    public static final int ADD_INCOMING_STREAMS = 18;
    public static final int SUPPORTED_EXTENSIONS = 0x8008;
    public static final int FORWARD_TSN_SUPPORTED = 0xc000;

    public static final int CAUSE_INVALID_STREAM = 1;
    public static final int CAUSE_STALE_COOKIE = 3;
    public static final int CAUSE_UNRECOGNIZED_CHUNK = 6;
    public static final int CAUSE_NO_USER_DATA = 9;
    public static final int CAUSE_USER_INITIATED_ABORT = 12;
    public static final int CAUSE_PROTOCOL_VIOLATION = 13;

    public static final int HEADER_BYTES = 4;

    private ParameterType() {}
}
