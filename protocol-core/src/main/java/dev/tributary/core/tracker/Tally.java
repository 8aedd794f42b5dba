package dev.tributary.core.tracker;

/** One number for each {@link TrackerCounter}. */
public final class Tally {
    private final long[] values = new long[TrackerCounter.values().length];

    Tally() {}

    /** Counts one more. */
    public void count(TrackerCounter counter) {
        values[counter.ordinal()]++;
    }

    long value(TrackerCounter counter) {
        return values[counter.ordinal()];
    }
}
