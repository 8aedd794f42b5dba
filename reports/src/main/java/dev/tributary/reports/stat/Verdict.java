package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Run;
import java.util.List;

/**
 * Whether a run kept one promise of its scenario.
 *
 * @param expected the promise
 * @param mean the metric's mean over the replications, NaN when undefined or unknown; for {@link
 *     Metric#VIOLATIONS} their number in all replications
 * @param met whether the promise was kept
 * @param problem why it could not be judged; empty when it could
 */
public record Verdict(Expected expected, double mean, boolean met, String problem) {
    /** Judges every expectation of a run, in the scenario's order. */
    public static List<Verdict> of(Run run, Summary summary) {
        return run.expectations().stream().map(e -> of(e, summary)).toList();
    }

    /** Returns whether all promises were kept and no invariant was broken. */
    public static boolean passed(List<Verdict> verdicts, Summary summary) {
        return summary.violations() == 0 && verdicts.stream().allMatch(Verdict::met);
    }

    private static Verdict of(Expected expected, Summary summary) {
        if (expected.metric().equals(Metric.VIOLATIONS)) {
            int violations = summary.violations();
            return new Verdict(expected, violations, within(expected, violations), "");
        }
        Metric metric = Metric.named(expected.metric()).orElse(null);
        if (metric == null) {
            return new Verdict(expected, Double.NaN, false, "there is no such metric");
        }
        Interval interval = summary.metric(metric);
        int missing = summary.replications() - interval.defined();
        if (missing > 0) {
            String problem =
                    "undefined in " + missing + " of " + summary.replications() + " replications";
            return new Verdict(expected, interval.mean(), false, problem);
        }
        double mean = interval.mean();
        return new Verdict(expected, mean, within(expected, mean), "");
    }

    private static boolean within(Expected expected, double value) {
        return value >= expected.low() && value <= expected.high();
    }
}
