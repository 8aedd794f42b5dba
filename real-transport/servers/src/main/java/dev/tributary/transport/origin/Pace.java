package dev.tributary.transport.origin;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SliceHeader;
import java.util.concurrent.TimeUnit;

/**
 * How far a stream is ahead of real time, at one slice a second, or as much media of shorter ones:
 * who was slow, or silent, may not be fast for it later.
 */
final class Pace {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long aheadNanosMax;
    private final boolean seconds;
    private long dueNanos;

    /**
     * Creates the pace of a stream that has no slice.
     *
     * @param aheadMax seconds that slices may be ahead
     */
    Pace(int aheadMax, MediaLayout layout, long nowNanos) {
        aheadNanosMax = aheadMax * SECOND_NANOS;
        seconds = layout.sliceMillis() >= MediaLayout.SECOND;
        dueNanos = nowNanos;
    }

    /** A slice has been cut. */
    void slice(long nowNanos, SliceHeader header) {
        long length = seconds ? SECOND_NANOS : header.durationMillis() * Time.NANOS_PER_MILLI;
        dueNanos = nowNanos + Math.max(0, dueNanos - nowNanos) + length;
    }

    /** Returns whether more slices are ahead than may be. */
    boolean ahead(long nowNanos) {
        return dueNanos - nowNanos > aheadNanosMax;
    }
}
