package dev.tributary.sim.world;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;

/**
 * Watches every piece of media that a viewer receives, for studies beyond the ordinary measures.
 */
public interface MediaProbe {
    /** Watches nothing. */
    MediaProbe NONE = (joinedNanos, header, source, useful) -> {};

    /**
     * Media arrived at a viewer.
     *
     * @param joinedNanos run time at which the viewer joined
     * @param header the slice; media time 0 is {@value LiveSource#HEAD_START_MILLIS} ms before the
     *     run begins
     * @param useful bytes that were new
     */
    void received(long joinedNanos, SliceHeader header, MediaSource source, int useful);
}
