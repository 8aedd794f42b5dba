package dev.tributary.reports.run;

/**
 * A promise of a scenario: the mean of a metric over the replications lies in a closed range.
 *
 * @param metric name as in {@code summary.json}, for example {@code latencySeconds.p95}
 * @param low smallest accepted mean, in the metric's unit; may be negative infinity
 * @param high largest accepted mean; may be positive infinity
 */
public record Expected(String metric, double low, double high) {
    /** Checks the range. */
    public Expected {
        if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
            throw new IllegalArgumentException(
                    metric + " cannot be expected in " + low + ".." + high);
        }
    }
}
