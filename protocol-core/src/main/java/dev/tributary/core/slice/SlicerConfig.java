package dev.tributary.core.slice;

import dev.tributary.core.base.Check;

/**
 * How a stream is cut; the chunk size is fixed for all rooms by {@link SliceHeader#chunks()}.
 *
 * @param sliceMillis a tag more than this after the first tag of a slice opens the next slice
 * @param indexSlices slices kept in the index, at most 64, which is what one message holds
 */
public record SlicerConfig(int sliceMillis, int indexSlices) {
    /** Checks the ranges. */
    public SlicerConfig {
        Check.range("sliceMillis", sliceMillis, 1, 60_000);
        Check.range("indexSlices", indexSlices, 1, 64);
    }

    /** Douyu: slices of just over a second (seed 000), half a minute of them (systems.md 12.6). */
    public static SlicerConfig defaults() {
        return new SlicerConfig(1_000, 30);
    }
}
