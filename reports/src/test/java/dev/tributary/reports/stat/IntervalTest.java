package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IntervalTest {
    @Test
    void usesTheTableOfStudentsT() {
        assertThat(Interval.t(4, Interval.UPPER)).isCloseTo(2.776, within(5e-4));
        assertThat(Interval.t(9, Interval.UPPER)).isCloseTo(2.262, within(5e-4));
        assertThat(Interval.t(19, Interval.UPPER)).isCloseTo(2.093, within(5e-4));
    }

    @Test
    void matchesAHandComputedInterval() {
        // mean 3, s = sqrt(2.5), half width 2.776 * sqrt(2.5 / 5) = 1.963
        Interval interval = Interval.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
        assertThat(interval.mean()).isEqualTo(3);
        assertThat(interval.low()).isCloseTo(1.037, within(5e-4));
        assertThat(interval.high()).isCloseTo(4.963, within(5e-4));
        assertThat(interval.deviation()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    }

    @Test
    void oneReplicationHasNoInterval() {
        Interval interval = Interval.of(List.of(0.7));
        assertThat(interval.mean()).isEqualTo(0.7);
        assertThat(interval.bounded()).isFalse();
        assertThat(interval.deviation()).isNaN();
    }

    @Test
    void undefinedReplicationsDoNotCount() {
        Interval interval = Interval.of(List.of(1.0, Double.NaN, 3.0));
        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.defined()).isEqualTo(2);
        assertThat(interval.values()).hasSize(3);
        // t with one degree of freedom is 12.706, s / sqrt(2) = 1
        assertThat(interval.high()).isCloseTo(14.706, within(5e-4));
    }

    @Test
    void nothingAndInfinityHaveNoInterval() {
        assertThat(Interval.of(List.of()).mean()).isNaN();
        assertThat(Interval.of(Collections.nCopies(3, Double.NaN)).mean()).isNaN();
        Interval infinite = Interval.of(List.of(1.0, Double.POSITIVE_INFINITY));
        assertThat(infinite.mean()).isInfinite();
        assertThat(infinite.bounded()).isFalse();
    }
}
