package dev.tributary.webrtc.sctp.wire;

import java.util.zip.CRC32C;

/** The checksum of a packet, computed again and again without new objects (RFC 9260 6.8). */
public final class Checksum {
    /** Where it stands in a packet: the last field of the common header. */
    public static final int AT = 8;

    private static final byte[] NONE = new byte[4];

    private final CRC32C crc = new CRC32C();

    /** CRC32C of a packet with its checksum field taken as zero, least significant byte first. */
    public int of(byte[] bytes, int offset, int length) {
        int rest = AT + NONE.length;
        crc.reset();
        crc.update(bytes, offset, AT);
        crc.update(NONE, 0, NONE.length);
        crc.update(bytes, offset + rest, length - rest);
        return Integer.reverseBytes((int) crc.getValue());
    }
}
