package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.Wire;

/**
 * The answer to chunks of types that we do not know (RFC 9260 section 3.2): skipped or the end of
 * their packet, and reported if their type asks for it. One report for each packet, or the answer
 * would outgrow the question.
 */
final class UnknownChunks {
    private final Counters counters;
    private final PacketWriter writer;
    private boolean reported;

    UnknownChunks(Counters counters, PacketWriter writer) {
        this.counters = counters;
        this.writer = writer;
    }

    void packetBegan() {
        reported = false;
    }

    /** Returns whether to go on with the packet. */
    boolean onChunk(byte[] bytes, int at, int chunkBytes, boolean established) {
        counters.count(SctpCounter.UNKNOWN_CHUNKS);
        int type = Wire.u8(bytes, at);
        int cause = ParameterType.HEADER_BYTES + chunkBytes;
        if ((type & ChunkType.UNKNOWN_REPORT) != 0
                && established
                && !reported
                && writer.fits(ChunkType.HEADER_BYTES + cause)) {
            reported = true;
            int to = writer.open(ChunkType.ERROR, 0, ChunkType.HEADER_BYTES + cause);
            Wire.put16(writer.buffer(), to, ParameterType.CAUSE_UNRECOGNIZED_CHUNK);
            Wire.put16(writer.buffer(), to + 2, cause);
            System.arraycopy(bytes, at, writer.buffer(), to + 4, chunkBytes);
        }
        return (type & ChunkType.UNKNOWN_SKIP) != 0;
    }
}
