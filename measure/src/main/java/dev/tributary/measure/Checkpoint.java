package dev.tributary.measure;

/**
 * The trace hash in the middle of a run; two runs whose checkpoints agree are equal up to there.
 *
 * @param events number of traced events so far
 * @param nanos run time, nanoseconds
 * @param hash hash over these events
 */
public record Checkpoint(long events, long nanos, long hash) {
    /** Traced events from one checkpoint to the next; the last one stands at the end of the run. */
    public static final int EVERY = 1 << 16;

    /** Returns whether both runs are equal up to here. */
    public boolean agrees(Checkpoint that) {
        return events == that.events && hash == that.hash;
    }
}
