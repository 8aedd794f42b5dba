package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.Wire;

/**
 * Which of the TSNs of a span are in some state. The span moves on with the association: a TSN is
 * asked for only while it lies in it. Sixty-four are looked at in one step, so that what a peer
 * leaves out costs nothing to pass over.
 */
final class TsnSet {
    private static final int WORD_BITS = 64;

    private final long[] words;
    private final int mask;

    /** An empty set over a span of TSNs, a power of two from 64 upward. */
    TsnSet(int span) {
        words = new long[span / WORD_BITS];
        mask = span - 1;
    }

    boolean contains(int tsn) {
        return (words[word(tsn)] >>> tsn & 1) != 0;
    }

    void add(int tsn) {
        words[word(tsn)] |= 1L << tsn;
    }

    void remove(int tsn) {
        words[word(tsn)] &= ~(1L << tsn);
    }

    /** The first one from {@code from} that is in the set, or {@code end} if none is before it. */
    int next(int from, int end) {
        return find(from, end, 0);
    }

    /** The first one from {@code from} that is not in the set, or {@code end}. */
    int nextMissing(int from, int end) {
        return find(from, end, -1L);
    }

    private int find(int from, int end, long inverted) {
        int at = from;
        while (Wire.before(at, end)) {
            long rest = (words[word(at)] ^ inverted) >>> at;
            if (rest != 0) {
                int found = at + Long.numberOfTrailingZeros(rest);
                return Wire.before(found, end) ? found : end;
            }
            at = (at | WORD_BITS - 1) + 1;
        }
        return end;
    }

    private int word(int tsn) {
        return (tsn & mask) / WORD_BITS;
    }
}
