package dev.tributary.measure;

import dev.tributary.core.base.Time;

/**
 * The measured part of a run, which begins when the warm-up is over and ends with the run.
 *
 * @param fromNanos its start, run time
 * @param endNanos its end, run time
 * @param seconds its length
 */
public record Interval(long fromNanos, long endNanos, double seconds) {
    /** Returns the interval of a run. */
    public static Interval after(double warmUpSeconds, double seconds) {
        return new Interval(
                Time.nanos(warmUpSeconds), Time.nanos(warmUpSeconds + seconds), seconds);
    }

    double fromSeconds() {
        return Time.seconds(fromNanos);
    }

    double toSeconds() {
        return Time.seconds(endNanos);
    }
}
