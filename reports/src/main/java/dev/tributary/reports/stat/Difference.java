package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;

/**
 * How a metric differs between two runs with the same seeds.
 *
 * @param metric the metric
 * @param interval B - A over the pairs, by paired t
 * @param correlation of A and B over the pairs, NaN when either is constant
 * @param deviation standard deviation of the differences, s_D
 * @param visible smallest difference seen with 80 % probability; NaN with fewer than two pairs
 * @param outcome what the interval says
 */
public record Difference(
        Metric metric,
        Interval interval,
        double correlation,
        double deviation,
        double visible,
        Outcome outcome) {
    /** What a difference means. */
    public enum Outcome {
        /** The interval lies on B's good side. */
        BETTER,
        /** The interval lies on B's bad side. */
        WORSE,
        /** Every pair is equal. */
        SAME,
        /** The interval holds zero. */
        UNDETECTED,
        /** Fewer than two pairs define the metric. */
        UNKNOWN
    }
}
