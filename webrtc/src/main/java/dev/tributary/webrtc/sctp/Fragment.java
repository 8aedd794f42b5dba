package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;

/** A received DATA chunk that waits for the rest of its message, or for the TSNs before it. */
final class Fragment {
    /** Memory besides the payload: this object, its place in the ring, the array header. */
    static final int OVERHEAD = 64;

    int flags;
    int stream;
    int ssn;
    int ppid;
    byte[] buffer = new byte[0];
    int length;

    /** TSN of the first fragment of the message, valid if {@link #startKnown}. */
    int startTsn;

    boolean startKnown;

    /** Part of a message that was put together; only the flags still matter. */
    boolean consumed;

    boolean begins() {
        return (flags & ChunkType.FLAG_BEGIN) != 0;
    }

    boolean ends() {
        return (flags & ChunkType.FLAG_END) != 0;
    }

    boolean unordered() {
        return (flags & ChunkType.FLAG_UNORDERED) != 0;
    }

    boolean sameMessage(Fragment other) {
        return stream == other.stream
                && unordered() == other.unordered()
                && (unordered() || ssn == other.ssn);
    }

    void fill(byte[] bytes, int offset, int count) {
        // A buffer much larger than its content would escape the accounting of the window.
        if (buffer.length < count || buffer.length / 2 > count) {
            buffer = new byte[count];
        }
        System.arraycopy(bytes, offset, buffer, 0, count);
        length = count;
    }
}
