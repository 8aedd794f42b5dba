package dev.tributary.core.store;

import dev.tributary.core.slice.SliceHeader;

/** Which chunks of one slice are here, while some are and some are not. */
final class ChunkMap {
    private final long[] present;
    private int missing;

    /** Creates the map of a slice with so many chunks, none of which is here. */
    ChunkMap(int chunks) {
        present = new long[(chunks + 63) >>> 6];
        missing = chunks;
    }

    /** Marks chunks from {@code first} to before {@code last}; returns the bytes that were new. */
    int add(SliceHeader header, int first, int last) {
        int useful = 0;
        for (int i = first; i < last; i++) {
            if (!has(i)) {
                present[i >>> 6] |= 1L << i;
                missing--;
                useful += header.bytes(i, 1);
            }
        }
        return useful;
    }

    boolean has(int chunk) {
        return chunk >>> 6 < present.length && (present[chunk >>> 6] & (1L << chunk)) != 0;
    }

    /** Returns how many chunks are not here. */
    int missing() {
        return missing;
    }

    boolean full() {
        return missing == 0;
    }
}
