package dev.tributary.webrtc.sctp;

/**
 * Fragments by TSN within a span that is bounded, in pages that exist while they hold one: a
 * fragment far ahead of all others takes a page, not the span between.
 */
final class FragmentRing {
    /** TSNs between the oldest fragment held and the newest: more than the window needs. */
    static final int SPAN_MAX = 16_384;

    private static final int PAGE_SLOTS = 64;

    /** An array of references of eight bytes. */
    private static final int PAGE_BYTES = 16 + 8 * PAGE_SLOTS;

    private final Fragment[][] pages = new Fragment[SPAN_MAX / PAGE_SLOTS][];
    private final byte[] counts = new byte[SPAN_MAX / PAGE_SLOTS];
    private long heldBytes;

    /** Memory of the fragments and of their pages. */
    long heldBytes() {
        return heldBytes;
    }

    /** What a fragment of that many bytes would add to {@link #heldBytes}. */
    int cost(int tsn, int payloadBytes) {
        int page = counts[page(tsn)] == 0 ? PAGE_BYTES : 0;
        return payloadBytes + SctpConfig.OVERHEAD_BYTES + page;
    }

    /** The fragment of a TSN in the span, or null. */
    Fragment get(int tsn) {
        Fragment[] page = pages[page(tsn)];
        return page == null ? null : page[tsn & PAGE_SLOTS - 1];
    }

    /** Keeps a fragment where none is yet. */
    void put(int tsn, Fragment fragment) {
        heldBytes += cost(tsn, fragment.payload.length);
        int page = page(tsn);
        if (counts[page]++ == 0) {
            pages[page] = new Fragment[PAGE_SLOTS];
        }
        pages[page][tsn & PAGE_SLOTS - 1] = fragment;
    }

    /** Forgets the fragment of a TSN, if there is one. */
    void remove(int tsn) {
        Fragment fragment = get(tsn);
        if (fragment == null) {
            return;
        }
        int page = page(tsn);
        pages[page][tsn & PAGE_SLOTS - 1] = null;
        if (--counts[page] == 0) {
            pages[page] = null;
        }
        heldBytes -= cost(tsn, fragment.payload.length);
    }

    private static int page(int tsn) {
        return (tsn & SPAN_MAX - 1) / PAGE_SLOTS;
    }
}
