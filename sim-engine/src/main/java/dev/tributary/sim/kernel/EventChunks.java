package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Memory of posted events: linked chunks of units of two longs, made in pages and used again.
 *
 * <p>No event is an object, so that a million of them cost the collector nothing and lie beside
 * those that happen next to them. A unit may also refer to a receiver and a content; the memory for
 * that exists only in pages where it is used.
 */
final class EventChunks {
    static final int CHUNK_BITS = 5;
    static final int UNIT_MASK = (1 << CHUNK_BITS) - 1;
    private static final int PAGE_BITS = 13;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int CHUNKS_PER_PAGE = 1 << (PAGE_BITS - CHUNK_BITS);
    private static final int PAGES_MAX = 1 << (30 - PAGE_BITS);

    /** No unit. */
    static final int NONE = -1;

    private long[][] words = new long[1][];
    private Object[][] references = new Object[1][];
    private int[] next = new int[CHUNKS_PER_PAGE];
    private int pages;
    private int free = NONE;

    /** Returns a chunk that nobody uses. */
    int take() {
        if (free == NONE) {
            addPage();
        }
        int chunk = free;
        free = next[chunk];
        return chunk;
    }

    private void addPage() {
        if (pages == PAGES_MAX) {
            throw new IllegalStateException("too many posted events pending: 2^30");
        }
        if (pages == words.length) {
            words = Arrays.copyOf(words, 2 * pages);
            references = Arrays.copyOf(references, 2 * pages);
            next = Arrays.copyOf(next, 2 * pages * CHUNKS_PER_PAGE);
        }
        words[pages] = new long[2 << PAGE_BITS];
        pages++;
        release((pages - 1) * CHUNKS_PER_PAGE, pages * CHUNKS_PER_PAGE);
    }

    /** Gives a chunk back; {@code referring} if its units have references. */
    private void release(int chunk, boolean referring) {
        if (referring) {
            int at = 2 * ((chunk << CHUNK_BITS) & PAGE_MASK);
            Object[] page = references[chunk >>> (PAGE_BITS - CHUNK_BITS)];
            Arrays.fill(page, at, at + (2 << CHUNK_BITS), null);
        }
        next[chunk] = free;
        free = chunk;
    }

    void link(int chunk, int following) {
        next[chunk] = following;
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
        return (following & UNIT_MASK) == 0 ? next[unit >>> CHUNK_BITS] << CHUNK_BITS : following;
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
        if (following >>> CHUNK_BITS != unit >>> CHUNK_BITS) {
            release(unit >>> CHUNK_BITS, referring);
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
        free = NONE;
        release(0, pages * CHUNKS_PER_PAGE);
    }

    private void release(int first, int end) {
        for (int chunk = end - 1; chunk >= first; chunk--) {
            release(chunk, false);
        }
    }
}
