package dev.tributary.measure;

import java.util.List;

/**
 * The part of a {@link Measurement} that no meter knows: the run's name, bound, trace and cost.
 *
 * @param seed the replication's seed
 * @param bound the ceiling of this room
 * @param violations broken invariants, each in words
 * @param traceHash hash over every event of the run, 16 hex digits
 * @param checkpoints trace hashes on the way
 * @param cost what the run cost
 */
public record Outcome(
        long seed,
        Bound bound,
        List<String> violations,
        String traceHash,
        List<Checkpoint> checkpoints,
        Cost cost) {}
