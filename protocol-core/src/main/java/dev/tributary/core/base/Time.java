package dev.tributary.core.base;

/**
 * Time as every machine counts it: whole nanoseconds of a clock that its host chooses and that
 * never goes back.
 */
public final class Time {
    /** The instant that never comes: the deadline of what waits for nothing. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Nanoseconds of a millisecond. */
    public static final long NANOS_PER_MILLI = 1_000_000L;

    /** Nanoseconds of a second. */
    public static final long NANOS_PER_SECOND = 1_000 * NANOS_PER_MILLI;

    private Time() {}

    /** Returns a length in seconds, of nanoseconds. */
    public static double seconds(long nanos) {
        return (double) nanos / NANOS_PER_SECOND;
    }

    /** Returns a length in whole nanoseconds, of seconds; the rest is cut off. */
    public static long nanos(double seconds) {
        return (long) (seconds * NANOS_PER_SECOND);
    }
}
