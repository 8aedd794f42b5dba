package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;

/** A received DATA chunk that waits for the rest of its message, or for the TSNs before it. */
final class Fragment {
    final int stream;
    final int ssn;
    final int ppid;
    final byte[] payload;
    private final int flags;

    /** TSN of the first fragment of the message, valid if {@link #startKnown}. */
    int startTsn;

    boolean startKnown;

    /**
     * Copies a chunk.
     *
     * @param at where its value begins, at the TSN
     * @param length of its user data, which follows 12 bytes after {@code at}
     */
    Fragment(int flags, byte[] bytes, int at, int length) {
        this.flags = flags;
        stream = Wire.u16(bytes, at + 4);
        ssn = Wire.u16(bytes, at + 6);
        ppid = Wire.i32(bytes, at + 8);
        payload = new byte[length];
        System.arraycopy(bytes, at + 12, payload, 0, length);
    }

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

    int heldBytes() {
        return payload.length + SctpConfig.OVERHEAD_BYTES;
    }
}
