package dev.tributary.transport.rtmp;

import java.util.Arrays;

/** One chunk stream: what its last header said, and the message that is being put together. */
final class ChunkStream {
    private static final byte[] NONE = {};

    final int id;
    long millis;
    long deltaMillis;
    int length;
    int type;
    long stream;

    /** Whether the last header had an extended time stamp; then chunks without one have it too. */
    boolean extended;

    byte[] body = NONE;
    int have;

    /** Whether a message has begun and is not complete. */
    boolean open;

    ChunkStream(int id) {
        this.id = id;
    }

    /** Makes room for further bytes, at least doubling it; returns by how much. */
    int reserve(int wanted) {
        int needed = Math.min(length, have + wanted);
        int before = body.length;
        if (needed > before) {
            body = Arrays.copyOf(body, Math.min(length, Math.max(needed, 2 * before)));
        }
        return body.length - before;
    }

    /** Takes the message away; the next one has an array of its own. */
    RtmpMessage complete() {
        RtmpMessage message = new RtmpMessage(type, millis, stream, body, length);
        drop();
        return message;
    }

    void drop() {
        body = NONE;
        have = 0;
        open = false;
    }
}
