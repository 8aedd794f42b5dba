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
    private static final int PAGE_BITS = 13;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int PAGES_MAX = 1 << (30 - PAGE_BITS);

    private long[][] words = new long[1][];
    private Object[][] references = new Object[1][];

    /** Units of a chunk of the page, less one. */
    private int[] masks = new int[1];

    /** First unit of the chunk after one, both in a chain and while free; by small chunk. */
    private int[] next = new int[1 << (PAGE_BITS - SMALL_BITS)];

    private int pages;
    private int freeSmall = NONE;
    private int freeLarge = NONE;

    /** Returns the first unit of a chunk that nobody uses. */
    private int take(boolean large) {
        if ((large ? freeLarge : freeSmall) == NONE) {
            addPage(large ? LARGE_MASK : SMALL_MASK);
        }
        int unit = large ? freeLarge : freeSmall;
        if (large) {
            freeLarge = next[unit >>> SMALL_BITS];
        } else {
            freeSmall = next[unit >>> SMALL_BITS];
        }
        return unit;
    }

    private void addPage(int mask) {
        if (pages == PAGES_MAX) {
            throw new IllegalStateException("too many posted events are pending: 2^30");
        }
        if (pages == words.length) {
            words = Arrays.copyOf(words, 2 * pages);
            references = Arrays.copyOf(references, 2 * pages);
            masks = Arrays.copyOf(masks, 2 * pages);
            next = Arrays.copyOf(next, 2 * next.length);
        }
        words[pages] = new long[2 << PAGE_BITS];
        masks[pages] = mask;
        release(pages++);
    }

    /** Gives back all chunks of a page, the first to be used first. */
    private void release(int page) {
        int step = masks[page] + 1;
        int first = page << PAGE_BITS;
        for (int unit = first + PAGE_MASK + 1 - step; unit >= first; unit -= step) {
            release(unit, false);
        }
    }

    /** Gives back the chunk of a unit, the last that is used in it. */
    private void release(int unit, boolean referring) {
        int first = firstOf(unit);
        if (referring) {
            int at = 2 * (first & PAGE_MASK);
            int end = 2 * (unit & PAGE_MASK) + 2;
            Arrays.fill(references[unit >>> PAGE_BITS], at, end, null);
        }
        if (masks[unit >>> PAGE_BITS] == LARGE_MASK) {
            next[first >>> SMALL_BITS] = freeLarge;
            freeLarge = first;
        } else {
            next[first >>> SMALL_BITS] = freeSmall;
            freeSmall = first;
        }
    }

    /** Whether a chain that ends here, or an empty one that ends at 0, must be extended. */
    static boolean mayBeFull(int end) {
        return (end & SMALL_MASK) == 0;
    }

    /** Where the next unit of a chain goes, given where it would if the chunk were not full. */
    int extend(int end) {
        if (end == 0) {
            return take(false);
        }
        int last = end - 1;
        if (!isLast(last)) {
            return end;
        }
        int chunk = take(true);
        next[firstOf(last) >>> SMALL_BITS] = chunk;
        return chunk;
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
        return (following & SMALL_MASK) == 0 ? afterChunk(unit) : following;
    }

    /** Whether a unit is the last of its chunk. */
    private boolean isLast(int unit) {
        return (~unit & masks[unit >>> PAGE_BITS]) == 0;
    }

    /** First unit of a unit's chunk. */
    private int firstOf(int unit) {
        return unit & ~masks[unit >>> PAGE_BITS];
    }

    private int afterChunk(int unit) {
        return isLast(unit) ? next[firstOf(unit) >>> SMALL_BITS] : unit + 1;
    }

    /** Visits the units of a chain. */
    void forEach(int first, int end, IntConsumer visitor) {
        for (int unit = first; unit != NONE; unit = following(unit, end)) {
            visitor.accept(unit);
        }
    }

    /** Goes on as {@link #following} does, and gives back a chunk that has been left. */
    int leave(int unit, int end, boolean referring) {
        int following = unit + 1;
        if (following != end && (following & SMALL_MASK) != 0) {
            return following;
        }
        following = following(unit, end);
        if (following == NONE || isLast(unit)) {
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
        freeSmall = NONE;
        freeLarge = NONE;
        for (int page = pages - 1; page >= 0; page--) {
            release(page);
        }
    }
}
