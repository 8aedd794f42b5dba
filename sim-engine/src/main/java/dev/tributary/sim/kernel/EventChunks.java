package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Memory of posted events: chains of chunks of units of two longs, made in pages and used again.
 *
 * <p>No event is an object, so that a million of them cost the collector nothing and lie beside
 * those that happen next to them. A chain begins with a small chunk, because most slots of a small
 * world hold few events, and goes on in large ones, which the processor reads ahead. A unit may
 * also refer to a receiver and a content; the memory for that exists only in pages where it is
 * used.
 */
final class EventChunks {
    /** No unit. */
    static final int NONE = -1;

    private static final int SMALL_BITS = 4;
    private static final int SMALL_MASK = (1 << SMALL_BITS) - 1;
    private static final int LARGE_MASK = (1 << 7) - 1;
    private static final int SMALL = 0;
    private static final int LARGE = 1;
    private static final int PAGE_BITS = 13;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int PAGES_MAX = 1 << (30 - PAGE_BITS);

    /** Even pages have small chunks, odd ones large chunks. */
    private long[][] words = new long[2][];

    private Object[][] references = new Object[2][];

    /** First unit of the chunk after one, both in a chain and while free; by small chunk. */
    private int[] next = new int[2 << (PAGE_BITS - SMALL_BITS)];

    /** Number of the next page to be made, by size. */
    private final int[] newPages = {SMALL, LARGE};

    /** First unit of a free chunk, by size. */
    private final int[] free = {NONE, NONE};

    private static int size(int unit) {
        return (unit >>> PAGE_BITS) & 1;
    }

    /** Units of a unit's chunk, less one. */
    private static int mask(int unit) {
        return SMALL_MASK | (-size(unit) & LARGE_MASK);
    }

    /** Whether a chain that ends here, or an empty one that ends at 0, must be extended. */
    static boolean isFull(int end) {
        return (end & mask(end - 1)) == 0;
    }

    /** Extends a chain that is full; returns where its next unit goes. */
    int extend(int end) {
        if (end == 0) {
            return take(SMALL);
        }
        int unit = take(LARGE);
        link(end - 1, unit);
        return unit;
    }

    private int take(int size) {
        if (free[size] == NONE) {
            addPage(size);
        }
        int unit = free[size];
        free[size] = following(unit);
        return unit;
    }

    private void addPage(int size) {
        int page = newPages[size];
        if (page >= PAGES_MAX) {
            throw new IllegalStateException("too many posted events are pending: 2^29");
        }
        if (page >= words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
            references = Arrays.copyOf(references, 2 * references.length);
            next = Arrays.copyOf(next, 2 * next.length);
        }
        words[page] = new long[2 << PAGE_BITS];
        newPages[size] = page + 2;
        release(page);
    }

    /** Gives back all chunks of a page, the first to be used first. */
    private void release(int page) {
        int first = page << PAGE_BITS;
        int step = mask(first) + 1;
        for (int unit = first + PAGE_MASK + 1 - step; unit >= first; unit -= step) {
            release(unit, false);
        }
    }

    /** Gives back the chunk of a unit, the last that is used in it. */
    private void release(int unit, boolean referring) {
        int first = unit & ~mask(unit);
        if (referring) {
            int at = 2 * (first & PAGE_MASK);
            int end = 2 * (unit & PAGE_MASK) + 2;
            Arrays.fill(references[unit >>> PAGE_BITS], at, end, null);
        }
        link(first, free[size(unit)]);
        free[size(unit)] = first;
    }

    private void link(int unit, int following) {
        next[(unit & ~mask(unit)) >>> SMALL_BITS] = following;
    }

    /** The chunk that the chunk of a unit is linked to. */
    private int following(int unit) {
        return next[(unit & ~mask(unit)) >>> SMALL_BITS];
    }

    void set(int unit, long key, long data) {
        long[] page = words[unit >>> PAGE_BITS];
        int at = 2 * (unit & PAGE_MASK);
        page[at] = key;
        page[at + 1] = data;
    }

    long key(int unit) {
        return words[unit >>> PAGE_BITS][2 * (unit & PAGE_MASK)];
    }

    long data(int unit) {
        return words[unit >>> PAGE_BITS][2 * (unit & PAGE_MASK) + 1];
    }

    void refer(int unit, EventReceiver receiver, Object content) {
        Object[] page = references[unit >>> PAGE_BITS];
        if (page == null) {
            page = new Object[2 << PAGE_BITS];
            references[unit >>> PAGE_BITS] = page;
        }
        int at = 2 * (unit & PAGE_MASK);
        page[at] = receiver;
        page[at + 1] = content;
    }

    /** Receiver of an event, given the one that all events of its slot share, or null. */
    EventReceiver receiver(int unit, EventReceiver shared) {
        return shared == null
                ? (EventReceiver) references[unit >>> PAGE_BITS][2 * (unit & PAGE_MASK)]
                : shared;
    }

    /** Content of an event, given the receiver that all events of its slot share, or null. */
    Object content(int unit, EventReceiver shared) {
        return shared == null ? references[unit >>> PAGE_BITS][2 * (unit & PAGE_MASK) + 1] : null;
    }

    /**
     * The unit after one of a chain, or {@link #NONE}; the chain's next one would go to the end.
     */
    int following(int unit, int end) {
        int following = unit + 1;
        if (following == end) {
            return NONE;
        }
        return isFull(following) ? following(unit) : following;
    }

    /** Visits the units of a chain. */
    void forEach(int first, int end, IntConsumer visitor) {
        for (int unit = first; unit != NONE; unit = following(unit, end)) {
            visitor.accept(unit);
        }
    }

    /** Goes on as {@link #following} does, and gives back a chunk that has been left. */
    int leave(int unit, int end, boolean referring) {
        int following = following(unit, end);
        if (following == NONE || isFull(unit + 1)) {
            release(unit, referring);
        }
        return following;
    }

    /** Gives back the chunks of a chain. */
    void releaseChain(int first, int end, boolean referring) {
        int unit = first;
        while (unit != NONE) {
            unit = leave(unit, end, referring);
        }
    }

    /** Takes all chunks back and lets go of what they refer to. */
    void clear() {
        Arrays.fill(references, null);
        free[SMALL] = NONE;
        free[LARGE] = NONE;
        for (int page = words.length - 1; page >= 0; page--) {
            if (words[page] != null) {
                release(page);
            }
        }
    }
}
