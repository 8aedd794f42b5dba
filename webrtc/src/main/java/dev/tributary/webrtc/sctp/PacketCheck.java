package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.Checksum;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;

/** Length, ports and checksum of a packet. */
final class PacketCheck {
    private static final int BYTES_MIN = PacketWriter.HEADER_BYTES + ChunkType.HEADER_BYTES;

    private final Counters counters;
    private final int ports;
    private final Checksum checksum = new Checksum();

    PacketCheck(SctpConfig config, Counters counters) {
        this.counters = counters;
        ports = config.port() << 16 | config.port();
    }

    boolean passes(byte[] bytes, int offset, int length) {
        if (length < BYTES_MIN || length > 0xffff || Wire.i32(bytes, offset) != ports) {
            counters.count(SctpCounter.MALFORMED);
            return false;
        }
        if (checksum.of(bytes, offset, length) != Wire.i32(bytes, offset + Checksum.AT)) {
            counters.count(SctpCounter.BAD_CHECKSUM);
            return false;
        }
        return true;
    }
}
