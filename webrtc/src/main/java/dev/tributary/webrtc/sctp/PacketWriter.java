package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.Checksum;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.Arrays;

/**
 * Bundles chunks into packets of at most what the path carries (RFC 9260 sections 3.1 and 6.10). A
 * chunk alone may be as long as the configured MTU: those of control are short by themselves.
 */
final class PacketWriter {
    static final int HEADER_BYTES = 12;

    private final SctpOutput output;
    private final Counters counters;
    private final byte[] buffer;
    private final int port;
    private final Checksum checksum = new Checksum();
    private int limit;
    private int length = HEADER_BYTES;
    private int tag;

    PacketWriter(SctpConfig config, SctpOutput output, Counters counters) {
        this.output = output;
        this.counters = counters;
        port = config.port();
        buffer = new byte[config.mtuBytes()];
        limit = buffer.length;
    }

    /** Packets that begin from now on shall have at most this many bytes. */
    void limit(int packetBytes) {
        limit = packetBytes;
    }

    int limit() {
        return limit;
    }

    /** Largest payload of a DATA chunk in a packet of its own, a multiple of four. */
    int fragmentBytesMax() {
        return (limit - HEADER_BYTES - ChunkType.DATA_HEADER_BYTES) & ~3;
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
        return (limit - length) & ~3;
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
        if (total > limit - length) {
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
        Wire.put32(buffer, Checksum.AT, checksum.of(buffer, 0, length));
        int count = length;
        length = HEADER_BYTES;
        counters.count(SctpCounter.PACKETS_SENT);
        counters.add(SctpCounter.BYTES_SENT, count);
        output.packet(buffer, 0, count);
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
