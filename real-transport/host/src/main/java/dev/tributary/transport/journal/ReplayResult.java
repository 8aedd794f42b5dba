package dev.tributary.transport.journal;

import java.util.Optional;

/**
 * What came of a replay.
 *
 * @param header of the journal
 * @param machineNanos time of the last record that was replayed
 * @param records good records of the journal that were read
 * @param end why no more were read; null when the replay ended at a difference
 * @param difference the first one, if any
 * @param elapsedNanos wall time that the replay took
 */
public record ReplayResult(
        JournalHeader header,
        long machineNanos,
        long records,
        JournalEnd end,
        Optional<Difference> difference,
        long elapsedNanos) {

    /**
     * Where recording and replay part.
     *
     * @param fromNanos machine time from which on they may differ
     * @param toNanos machine time by which they do; equal to the former for a decision
     * @param upon the input that was decided upon, in words; empty when only the second is known
     * @param recorded what was done then, in words
     * @param now what this build does
     */
    public record Difference(
            long fromNanos, long toNanos, String upon, String recorded, String now) {}

    /** Returns machine time per wall time. */
    public double speed() {
        return (double) machineNanos / Math.max(1, elapsedNanos);
    }
}
