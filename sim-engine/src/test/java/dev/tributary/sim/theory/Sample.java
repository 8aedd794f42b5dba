package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.TDistribution;

/** Independent values of one figure, held against theory by theory.md's rule of tolerance. */
record Sample(double mean, double variance, int count) {
    static Sample of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Sample(mean, squares / Math.max(1, values.length - 1), values.length);
    }

    /** Takes one value per seed, from seed 1. */
    static Sample over(int count, LongToDoubleFunction figure) {
        return of(LongStream.rangeClosed(1, count).mapToDouble(figure).toArray());
    }

    /** Half of the 90 % confidence interval of the mean. */
    double half() {
        double t = new TDistribution(null, count - 1).inverseCumulativeProbability(.95);
        return t * Math.sqrt(variance / count);
    }

    /** Two one-sided tests at 5 % each: the 90 % interval of the mean lies within the margin. */
    void isWithin(String check, double margin, double expected) {
        add(
                check,
                expected + " +- " + margin,
                text(mean) + " +- " + text(half()) + ", n = " + count);
        assertThat(mean - half())
                .as("%s: lower end of %s", check, this)
                .isGreaterThanOrEqualTo(expected - margin);
        assertThat(mean + half())
                .as("%s: upper end of %s", check, this)
                .isLessThanOrEqualTo(expected + margin);
    }

    /** Prints a line of docs/validation.md when the property tributary.figures is set. */
    static void add(String check, String expected, String measured) {
        if (Boolean.getBoolean("tributary.figures")) {
            System.out.println("| " + check + " | " + expected + " | " + measured + " |");
        }
    }

    static String text(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }
}
