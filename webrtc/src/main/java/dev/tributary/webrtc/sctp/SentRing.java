package dev.tributary.webrtc.sctp;

/** Chunks sent and not acknowledged cumulatively, by TSN; slots are reused. */
final class SentRing {
    /** Chunks under way at most; tiny messages reach this before any window. */
    static final int CHUNKS_MAX = 8_192;

    private static final int CHUNKS_MIN = 32;

    /** A ring that held more than this is made anew when it is empty: an idle one takes 18 KB. */
    private static final int CHUNKS_KEPT = 256;

    /** Sent, and neither acknowledged nor taken for lost. */
    final TsnSet inFlight = new TsnSet(CHUNKS_MAX);

    /** Those of them that were sent once, in the order in which they were. */
    final TsnSet inFlightOnce = new TsnSet(CHUNKS_MAX);

    /** Taken for lost, to be sent again; what is in neither set a gap block acknowledged. */
    final TsnSet lost = new TsnSet(CHUNKS_MAX);

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
        nextTsn++;
        return chunk;
    }

    /** Forgets the oldest, which is in none of the sets any more. */
    void removeFirst() {
        get(firstTsn).message = null;
        firstTsn++;
        if (isEmpty() && slots.length > CHUNKS_KEPT) {
            slots = new SentChunk[CHUNKS_MIN];
        }
    }

    void leaveFlight(int tsn) {
        inFlight.remove(tsn);
        inFlightOnce.remove(tsn);
    }

    void clear() {
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            leaveFlight(tsn);
            lost.remove(tsn);
        }
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
