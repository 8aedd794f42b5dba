package dev.tributary.transport.origin;

import java.util.concurrent.TimeUnit;

/**
 * How far a stream is ahead of real time, at one slice a second: who was slow, or silent, may not
 * be fast for it later.
 */
final class Pace {
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long aheadNanosMax;
    private long dueNanos;

    /**
     * Creates the pace of a stream that has no slice.
     *
     * @param aheadMax slices that may be ahead
     */
    Pace(int aheadMax, long nowNanos) {
        aheadNanosMax = aheadMax * SLICE_NANOS;
        dueNanos = nowNanos;
    }

    /** A slice has been cut. */
    void slice(long nowNanos) {
        dueNanos = nowNanos + Math.max(0, dueNanos - nowNanos) + SLICE_NANOS;
    }

    /** Returns whether more slices are ahead than may be. */
    boolean ahead(long nowNanos) {
        return dueNanos - nowNanos > aheadNanosMax;
    }
}
