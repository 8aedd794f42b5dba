package dev.tributary.webrtc.sctp;

/** Chunks sent and not acknowledged cumulatively, by TSN; slots are reused. */
final class SentRing {
    /** Chunks under way at most; tiny messages reach this before any window. */
    static final int CHUNKS_MAX = 8_192;

    private static final int CHUNKS_MIN = 32;

    private SentChunk[] slots = new SentChunk[CHUNKS_MIN];
    private int firstTsn;
    private int nextTsn;

    SentRing(int initialTsn) {
        firstTsn = initialTsn;
        nextTsn = initialTsn;
    }

    /** The oldest TSN held, or {@link #nextTsn} if none is. */
    int firstTsn() {
        return firstTsn;
    }

    int nextTsn() {
        return nextTsn;
    }

    boolean isEmpty() {
        return firstTsn == nextTsn;
    }

    boolean isFull() {
        return nextTsn - firstTsn == CHUNKS_MAX;
    }

    SentChunk get(int tsn) {
        return slots[tsn & (slots.length - 1)];
    }

    /** A blank chunk with the next TSN. */
    SentChunk add() {
        if (nextTsn - firstTsn == slots.length) {
            grow();
        }
        int slot = nextTsn & (slots.length - 1);
        SentChunk chunk = slots[slot];
        if (chunk == null) {
            chunk = new SentChunk();
            slots[slot] = chunk;
        }
        chunk.tsn = nextTsn;
        chunk.transmissions = 0;
        chunk.missing = 0;
        chunk.acked = false;
        chunk.marked = false;
        nextTsn++;
        return chunk;
    }

    void removeFirst() {
        get(firstTsn).message = null;
        firstTsn++;
    }

    void clear() {
        slots = new SentChunk[CHUNKS_MIN];
        firstTsn = nextTsn;
    }

    private void grow() {
        SentChunk[] grown = new SentChunk[2 * slots.length];
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            grown[tsn & (grown.length - 1)] = get(tsn);
        }
        slots = grown;
    }
}
