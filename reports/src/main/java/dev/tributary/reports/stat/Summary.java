package dev.tributary.reports.stat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.Run;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run in numbers: every metric with its interval over the replications.
 *
 * @param scenario the scenario's name
 * @param sweepLabel which point of a sweep; may be empty
 * @param world simulated or real
 * @param messages how coarse they were in the simulated world
 * @param replications how many
 * @param viewerSeconds mean viewers times measured seconds, summed over the replications
 * @param metrics every metric
 * @param sharingRatioMax mean of the rooms' ceilings
 * @param limitedBy what sets the ceiling
 * @param notCounted what holds the run back besides, and the ceiling does not know
 * @param attribution where the sharing ratio was lost
 * @param violations broken invariants, all replications
 * @param traceHash hash over the replications' trace hashes in seed order, 16 hex digits
 * @param events events executed, all replications
 * @param cost what it cost
 */
public record Summary(
        String scenario,
        String sweepLabel,
        String world,
        Messages messages,
        int replications,
        double viewerSeconds,
        Map<Metric, Interval> metrics,
        double sharingRatioMax,
        String limitedBy,
        List<String> notCounted,
        Attribution attribution,
        int violations,
        String traceHash,
        long events,
        TotalCost cost) {
    /** Returns whether no viewer was there in the measured time of any replication. */
    public boolean nobody() {
        return viewerSeconds == 0;
    }

    /** Copies the map. */
    public Summary {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    }

    /** Summarises a run. */
    public static Summary of(Run run) {
        return Summarizer.summary(run);
    }

    /** Returns the hash over the trace hashes of replications. */
    public static String traceHash(List<Measurement> replications) {
        return Summarizer.traceHash(replications);
    }

    /** Returns the world, and how coarse its messages were. */
    public String worldWords() {
        return world + messages.words();
    }

    /** Returns one metric. */
    public Interval metric(Metric metric) {
        return metrics.get(metric);
    }
}
