package dev.tributary.reports.stat;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of a metric over replications and its 95 % confidence interval by Student's t.
 *
 * <p>Replications in which the metric is undefined (NaN) count neither in the mean nor in the
 * interval.
 *
 * @param mean mean of the defined values, NaN when there is none
 * @param low lower end of the interval, NaN with fewer than two defined values
 * @param high upper end of the interval, NaN with fewer than two defined values
 * @param values one per replication, in seed order; NaN where undefined
 */
public record Interval(double mean, double low, double high, List<Double> values) {
    /** The probability below the upper end. */
    static final double UPPER = 0.975;

    /** Copies the values. */
    public Interval {
        values = List.copyOf(values);
    }

    /** Computes mean and interval of independent replications. */
    public static Interval of(List<Double> values) {
        double[] defined =
                values.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).toArray();
        double mean = mean(defined);
        if (defined.length < 2 || Double.isInfinite(mean)) {
            return new Interval(mean, Double.NaN, Double.NaN, values);
        }
        double half = t(defined.length - 1, UPPER) * deviation(defined, mean);
        half /= Math.sqrt(defined.length);
        return new Interval(mean, mean - half, mean + half, values);
    }

    /** Returns whether there is an interval around the mean. */
    public boolean bounded() {
        return !Double.isNaN(low);
    }

    /** Returns how many replications define the metric. */
    public int defined() {
        return (int) values.stream().filter(v -> !Double.isNaN(v)).count();
    }

    /** Returns the standard deviation of the defined values, NaN with fewer than two. */
    public double deviation() {
        double[] some = values.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).toArray();
        return some.length < 2 ? Double.NaN : deviation(some, mean);
    }

    /** Returns the quantile of Student's t with the given degrees of freedom. */
    static double t(int degrees, double probability) {
        return new TDistribution(null, degrees).inverseCumulativeProbability(probability);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? Double.NaN : sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
