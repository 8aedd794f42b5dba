package dev.tributary.core.slice;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.MediaLayout;

/**
 * How a stream is cut; the chunk size is fixed for all rooms by {@link SliceHeader#chunks()}.
 *
 * @param sliceMillis a tag more than this after the first tag of a slice opens the next slice
 * @param indexSlices slices kept in the index, at most what one message holds
 */
public record SlicerConfig(int sliceMillis, int indexSlices) {
    /** Checks the ranges. */
    public SlicerConfig {
        Check.range("sliceMillis", sliceMillis, 1, 60_000);
        Check.range("indexSlices", indexSlices, 1, MediaLayout.INDEXED_MAX);
    }

    /** Douyu: slices of just over a second (seed 000), half a minute of them (systems.md 12.6). */
    public static SlicerConfig defaults() {
        return of(new MediaLayout(MediaLayout.SECOND, 1));
    }

    /** Returns how the stream of a room is cut. */
    public static SlicerConfig of(MediaLayout layout) {
        return new SlicerConfig(layout.sliceMillis(), layout.indexed());
    }
}
