package dev.tributary.scenarios;

/**
 * How long, how often.
 *
 * @param warmUpSeconds not measured
 * @param durationSeconds measured
 * @param replications independent runs
 * @param seed seed of the first replication; the k-th one has seed + k
 * @param throughCodec whether every message is encoded and decoded (slow, for tests)
 * @param stepSeconds step of the time series
 */
public record RunSpec(
        double warmUpSeconds,
        double durationSeconds,
        int replications,
        long seed,
        boolean throughCodec,
        double stepSeconds) {}
