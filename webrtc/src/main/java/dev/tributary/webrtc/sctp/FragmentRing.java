package dev.tributary.webrtc.sctp;

import java.util.ArrayDeque;

/** Fragments by TSN within a span that is bounded; fragments are reused. */
final class FragmentRing {
    /** TSNs between the oldest fragment held and the newest: more than the window needs. */
    static final int SPAN_MAX = 16_384;

    private static final int SPAN_MIN = 64;

    /** Enough for messages of 16 KB; an idle association keeps no more than this, 19 KB. */
    private static final int SPARE_MAX = 16;

    private final ArrayDeque<Fragment> spare = new ArrayDeque<>();
    private Fragment[] slots = new Fragment[SPAN_MIN];

    /** The fragment of a TSN in the span, or null. */
    Fragment get(int tsn) {
        return slots[tsn & (slots.length - 1)];
    }

    /** A fragment to fill, at {@code tsn}; {@code baseTsn} is the oldest of the span. */
    Fragment add(int tsn, int baseTsn) {
        while (tsn - baseTsn >= slots.length) {
            grow(baseTsn);
        }
        Fragment fragment = spare.isEmpty() ? new Fragment() : spare.pop();
        fragment.startKnown = false;
        fragment.consumed = false;
        slots[tsn & (slots.length - 1)] = fragment;
        return fragment;
    }

    void remove(int tsn) {
        Fragment fragment = get(tsn);
        slots[tsn & (slots.length - 1)] = null;
        if (spare.size() < SPARE_MAX) {
            spare.push(fragment);
        }
    }

    private void grow(int baseTsn) {
        Fragment[] grown = new Fragment[2 * slots.length];
        for (int i = 0; i < slots.length; i++) {
            int tsn = baseTsn + i;
            grown[tsn & (grown.length - 1)] = get(tsn);
        }
        slots = grown;
    }
}
