package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private static Interval interval(double mean, double half) {
        return new Interval(mean, mean - half, mean + half, List.of());
    }

    @Test
    void digitsFollowTheInterval() {
        assertThat(Figures.ratio(interval(0.7801, 0.003))).isEqualTo("0.780 [0.777, 0.783]");
        assertThat(Figures.ratio(interval(0.5, 0.00004))).isEqualTo("0.50000 [0.49996, 0.50004]");
        assertThat(Figures.interval(Metric.STALL_RATIO, interval(0.0043, 0.0003)))
                .isEqualTo("0.43 % [0.40, 0.46]");
    }

    @Test
    void equalValuesGainNoDigitsFromRounding() {
        assertThat(Figures.interval(Metric.STALL_MAX, Interval.of(List.of(1.8, 1.8, 1.8))))
                .isEqualTo("1.80 s [1.80, 1.80]");
    }

    @Test
    void ratesAndLargeNumbersHavePrefixes() {
        assertThat(Figures.value(Metric.EDGE_PEAK, 1.44e9)).isEqualTo("1.44 Gbit/s");
        assertThat(Figures.value(Metric.EDGE_PEAK, 83e6)).isEqualTo("83.0 Mbit/s");
        assertThat(Figures.value(Metric.EDGE_PEAK, 640e3)).isEqualTo("640 kbit/s");
        assertThat(Figures.prefixed(1.94e6)).isEqualTo("1.9 M");
        assertThat(Figures.prefixed(999.7)).isEqualTo("1.0 k");
        assertThat(Figures.prefixed(42)).isEqualTo("42");
    }

    @Test
    void differencesAreSignedPercentagePoints() {
        assertThat(Figures.difference(Metric.SHARING_RATIO, interval(0.012, 0.004)))
                .isEqualTo("+1.20 pp [+0.80, +1.60]");
        assertThat(Figures.difference(Metric.SHARING_RATIO, interval(-0.00001, 0.04)))
                .isEqualTo("0.00 pp [-4.00, +4.00]");
    }

    @Test
    void undefinedIsADash() {
        assertThat(Figures.value(Metric.STALL_RATIO, Double.NaN)).isEqualTo("-");
        assertThat(Figures.prefixed(Double.POSITIVE_INFINITY)).isEqualTo("-");
        assertThat(Figures.ratio(Interval.of(List.of(0.5)))).isEqualTo("0.500");
    }
}
