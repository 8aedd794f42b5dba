package dev.tributary.transport.rtmp;

import dev.tributary.core.base.Check;

/** Messages in, chunks out: each message with a whole header (RTMP 1.0, 5.3.1.2.1). */
final class ChunkWriter {
    /** Chunk streams that servers use: 2 for control, 3 for commands (RTMP 1.0, 5.4 and 7). */
    static final int CONTROL = 2;

    static final int COMMANDS = 3;

    /** What this side sends as one chunk once it has announced it; no answer is longer. */
    static final int CHUNK_BYTES = 4_096;

    private static final int HEADER = 12;

    private ChunkWriter() {}

    /** Returns a message at time 0 as the one chunk that it is. */
    static byte[] write(int chunkStream, int type, int stream, byte[] body) {
        Check.range("length of an answer", body.length, 0, CHUNK_BYTES);
        byte[] chunk = new byte[HEADER + body.length];
        chunk[0] = (byte) chunkStream;
        chunk[5] = (byte) (body.length >>> 8);
        chunk[6] = (byte) body.length;
        chunk[7] = (byte) type;
        chunk[8] = (byte) stream;
        System.arraycopy(body, 0, chunk, HEADER, body.length);
        return chunk;
    }
}
