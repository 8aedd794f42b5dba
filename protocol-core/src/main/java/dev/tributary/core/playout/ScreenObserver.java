package dev.tributary.core.playout;

import dev.tributary.core.slice.SliceHeader;

/** What happened on the screen, for measuring and checking. */
public interface ScreenObserver {
    /** The first frame is on the screen. */
    default void firstFrame(long nowNanos) {}

    /** The screen stands still for lack of media, or to wait for the room's distance. */
    default void stallBegan(long nowNanos) {}

    /** The screen moves again. */
    default void stallEnded(long nowNanos, long lengthNanos) {}

    /**
     * Slices were given up: they do not exist, or too many were missing to catch up with the live
     * edge.
     *
     * @param from first slice that is not shown
     * @param to next slice to be shown
     * @param mediaMillis media between them that there was and that is not shown; of slices that
     *     nothing is known of, estimated
     */
    default void skipped(long nowNanos, int from, int to, long mediaMillis) {}

    /** A slice appeared on the screen, at {@code shownNanos}, which may lie in the past. */
    default void sliceShown(long shownNanos, SliceHeader header) {}
}
