package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.run.Run;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Two runs compared replication by replication with the same seeds (common random numbers).
 *
 * @param a summary of the first run
 * @param b summary of the second run
 * @param seeds the seeds that both have; all differences are over these
 * @param changed the keys that differ between both scenarios
 * @param differences B - A for every metric
 * @param verdict which is better, in words
 */
public record Comparison(
        Summary a,
        Summary b,
        List<Long> seeds,
        List<ChangedKey> changed,
        Map<Metric, Difference> differences,
        String verdict) {
    /** Copies the collections. */
    public Comparison {
        seeds = List.copyOf(seeds);
        changed = List.copyOf(changed);
        differences = Collections.unmodifiableMap(new EnumMap<>(differences));
    }

    /**
     * Compares two runs.
     *
     * @param changed the keys that differ between their scenarios
     * @throws dev.tributary.reports.run.ReportException when they have no seed in common
     */
    public static Comparison of(Run a, Run b, List<ChangedKey> changed) {
        return Pairing.compare(a, b, changed);
    }
}
