package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.TDistribution;

/** The mean of a figure over independent replications, and what may be said about it. */
record Estimate(double mean, double deviation, int count) {
    /** First seed of every study; the k-th replication has this plus k. */
    static final long SEED = 1;

    static Estimate of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
        return new Estimate(mean, deviation, values.length);
    }

    /** Measures one replication per seed, as many at a time as there are processors. */
    static Estimate over(int replications, LongToDoubleFunction figure) {
        LongStream seeds = LongStream.range(SEED, SEED + replications).parallel();
        return of(seeds.mapToDouble(figure).toArray());
    }

    /** Half the width of the two-sided confidence interval of the given level. */
    double half(double level) {
        double t = new TDistribution(null, count - 1).inverseCumulativeProbability((1 + level) / 2);
        return t * deviation / Math.sqrt(count);
    }

    /**
     * Two one-sided tests at 5 % each: the 90 % interval lies within the margin around the expected
     * value (theory.md 3, tolerance rule).
     */
    void isWithin(String check, double margin, double expected) {
        report(check, expected + " +- " + margin, half(.9));
        assertThat(mean - half(.9))
                .as("%s: lower end of %s", check, this)
                .isGreaterThanOrEqualTo(expected - margin);
        assertThat(mean + half(.9))
                .as("%s: upper end of %s", check, this)
                .isLessThanOrEqualTo(expected + margin);
    }

    /** The 95 % interval of paired differences lies above the limit. */
    void isAbove(String check, double limit) {
        report(check, "> " + limit, half(.95));
        assertThat(mean - half(.95)).as("%s: lower end of %s", check, this).isGreaterThan(limit);
    }

    private void report(String check, String expected, double half) {
        Figures.add(
                check,
                expected,
                String.format(Locale.ROOT, "%.5f +- %.5f, n = %d", mean, half, count));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.5f +- %.5f (90 %%, n = %d)", mean, half(.9), count);
    }
}
