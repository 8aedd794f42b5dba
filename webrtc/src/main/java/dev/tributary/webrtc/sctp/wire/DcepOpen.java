package dev.tributary.webrtc.sctp.wire;

import java.nio.charset.StandardCharsets;

/** The DATA_CHANNEL_OPEN message (RFC 8832 section 5.1). */
public record DcepOpen(boolean ordered, String label, String protocol) {
    public static final int ACK = 0x02;
    public static final int OPEN = 0x03;

    /** Labels and protocols beyond this, in bytes together, are refused. */
    public static final int TEXT_BYTES_MAX = 1_024;

    private static final int HEADER_BYTES = 12;
    private static final int UNORDERED = 0x80;

    /** Reliable, limited retransmissions, limited lifetime. */
    private static final int RELIABILITIES = 3;

    public byte[] encode() {
        byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
        byte[] protocolBytes = protocol.getBytes(StandardCharsets.UTF_8);
        int text = labelBytes.length + protocolBytes.length;
        if (text > TEXT_BYTES_MAX) {
            throw new IllegalArgumentException("label and protocol of " + text + " bytes");
        }
        byte[] bytes = new byte[HEADER_BYTES + text];
        bytes[0] = OPEN;
        bytes[1] = (byte) (ordered ? 0 : UNORDERED);
        Wire.put16(bytes, 8, labelBytes.length);
        Wire.put16(bytes, 10, protocolBytes.length);
        System.arraycopy(labelBytes, 0, bytes, HEADER_BYTES, labelBytes.length);
        int protocolAt = HEADER_BYTES + labelBytes.length;
        System.arraycopy(protocolBytes, 0, bytes, protocolAt, protocolBytes.length);
        return bytes;
    }

    /** Returns null if the message is malformed or too long. */
    public static DcepOpen decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != OPEN) {
            return null;
        }
        int labelBytes = Wire.u16(bytes, 8);
        int protocolBytes = Wire.u16(bytes, 10);
        int text = labelBytes + protocolBytes;
        int type = Wire.u8(bytes, 1);
        if (bytes.length != HEADER_BYTES + text
                || text > TEXT_BYTES_MAX
                || (type & ~UNORDERED) >= RELIABILITIES) {
            return null;
        }
        return new DcepOpen(
                (type & UNORDERED) == 0,
                new String(bytes, HEADER_BYTES, labelBytes, StandardCharsets.UTF_8),
                new String(
                        bytes, HEADER_BYTES + labelBytes, protocolBytes, StandardCharsets.UTF_8));
    }
}
