package dev.tributary.webrtc.sctp.wire;

import java.util.Arrays;

/**
 * The parameter of a HEARTBEAT, which comes back in the answer (RFC 9260 section 3.3.5): a number
 * that only who got it can know, and zeros.
 */
public final class HeartbeatInfo {
    /** The least, with its header. */
    public static final int BYTES = ParameterType.HEADER_BYTES + Long.BYTES;

    private HeartbeatInfo() {}

    /** Writes so many bytes, at least {@link #BYTES}. */
    public static void write(byte[] buffer, int at, int bytes, long nonce) {
        Wire.put16(buffer, at, ParameterType.HEARTBEAT_INFO);
        Wire.put16(buffer, at + 2, bytes);
        Wire.put64(buffer, at + ParameterType.HEADER_BYTES, nonce);
        Arrays.fill(buffer, at + BYTES, at + bytes, (byte) 0);
    }

    /** Whether an answer has the parameter with this number. */
    public static boolean has(byte[] bytes, int at, int length, long nonce) {
        return length >= BYTES
                && Wire.u16(bytes, at) == ParameterType.HEARTBEAT_INFO
                && Wire.i64(bytes, at + ParameterType.HEADER_BYTES) == nonce;
    }
}
