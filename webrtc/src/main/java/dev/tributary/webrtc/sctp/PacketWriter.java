package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Bundles chunks into packets of at most one MTU (RFC 9260 sections 3.1 and 6.10). */
final class PacketWriter {
    static final int HEADER_BYTES = 12;
    private static final int CHECKSUM_AT = 8;
    private static final byte[] NO_CHECKSUM = new byte[4];

    private final SctpOutput output;
    private final Counters counters;
    private final byte[] buffer;
    private final int port;
    private final CRC32C crc = new CRC32C();
    private int length = HEADER_BYTES;
    private int tag;

    PacketWriter(SctpConfig config, SctpOutput output, Counters counters) {
        this.output = output;
        this.counters = counters;
        port = config.port();
        buffer = new byte[config.mtuBytes()];
    }

    /** The peer's verification tag, for all that follows. */
    void tag(int peerTag) {
        flush();
        tag = peerTag;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Bytes that a chunk may still have, with its header, in this packet. */
    int room() {
        return (buffer.length - length) & ~3;
    }

    /** Whether a chunk of that length, with its header, fits into an empty packet. */
    boolean fits(int chunkBytes) {
        return Wire.padded(chunkBytes) <= buffer.length - HEADER_BYTES;
    }

    /**
     * Starts a chunk, in a new packet if this one has no room for it.
     *
     * @param chunkBytes with the header, without padding
     * @return where its value begins in {@link #buffer}
     */
    int open(int type, int flags, int chunkBytes) {
        int total = Wire.padded(chunkBytes);
        if (total > buffer.length - length) {
            flush();
        }
        if (total > buffer.length - length) {
            throw new IllegalStateException("chunk of " + chunkBytes + " bytes in one packet");
        }
        int at = length;
        buffer[at] = (byte) type;
        buffer[at + 1] = (byte) flags;
        Wire.put16(buffer, at + 2, chunkBytes);
        Arrays.fill(buffer, at + chunkBytes, at + total, (byte) 0);
        length += total;
        return at + ChunkType.HEADER_BYTES;
    }

    /** A chunk without a value. */
    void chunk(int type, int flags) {
        open(type, flags, ChunkType.HEADER_BYTES);
    }

    /** A chunk with a copy of these bytes as its value. */
    void chunk(int type, int flags, byte[] value, int offset, int count) {
        int at = open(type, flags, ChunkType.HEADER_BYTES + count);
        System.arraycopy(value, offset, buffer, at, count);
    }

    void flush() {
        if (length == HEADER_BYTES) {
            return;
        }
        Wire.put16(buffer, 0, port);
        Wire.put16(buffer, 2, port);
        Wire.put32(buffer, 4, tag);
        Wire.put32(buffer, CHECKSUM_AT, checksum(crc, buffer, 0, length));
        int count = length;
        length = HEADER_BYTES;
        counters.count(SctpCounter.PACKETS_SENT);
        counters.add(SctpCounter.BYTES_SENT, count);
        output.packet(buffer, 0, count);
    }

    /** CRC32C of a packet with its checksum field taken as zero, least significant byte first. */
    static int checksum(CRC32C crc, byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, CHECKSUM_AT);
        crc.update(NO_CHECKSUM, 0, NO_CHECKSUM.length);
        crc.update(bytes, offset + HEADER_BYTES, length - HEADER_BYTES);
        return Integer.reverseBytes((int) crc.getValue());
    }

    /** Adds an ABORT with this cause, or none if 0. */
    void abort(int cause) {
        int causeBytes = cause == 0 ? 0 : ParameterType.HEADER_BYTES;
        int at = open(ChunkType.ABORT, 0, ChunkType.HEADER_BYTES + causeBytes);
        if (cause != 0) {
            Wire.put16(buffer(), at, cause);
            Wire.put16(buffer(), at + 2, causeBytes);
        }
    }
}
