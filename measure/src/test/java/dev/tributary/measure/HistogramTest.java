package dev.tributary.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.testkit.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void everyQuantileIsExactToOneBucket() {
        Property.of(
                        "quantile",
                        c -> {
                            List<Integer> values = new ArrayList<>();
                            int count = c.between(1, 60);
                            for (int i = 0; i < count; i++) {
                                values.add(c.between(0, 5_000));
                            }
                            return values;
                        })
                .runs(300)
                .holds(
                        values -> {
                            Histogram histogram = new Histogram(10);
                            values.forEach(histogram::add);
                            List<Integer> sorted = new ArrayList<>(values);
                            Collections.sort(sorted);
                            for (double q : new double[] {0, 0.05, 0.5, 0.9, 0.99, 1}) {
                                int rank = Math.max(1, (int) Math.ceil(q * sorted.size()));
                                assertThat(histogram.quantile(q))
                                        .isCloseTo(sorted.get(rank - 1), within(10.0));
                            }
                        });
    }

    @Test
    void meanMaximumAndTotalAreExact() {
        Histogram histogram = new Histogram(100);
        histogram.add(1);
        histogram.add(250);
        histogram.add(-5);

        assertThat(histogram.total()).isEqualTo(3);
        assertThat(histogram.mean()).isEqualTo(251 / 3.0);
        assertThat(histogram.max()).isEqualTo(250);
        assertThat(histogram.count(0)).isEqualTo(2);
        assertThat(histogram.count(2)).isEqualTo(1);
        assertThat(histogram.count(1_000_000)).isZero();
    }

    @Test
    void valuesBeyondAllBucketsCountInTheLast() {
        Histogram histogram = new Histogram(1);
        histogram.add(Long.MAX_VALUE);

        assertThat(histogram.total()).isEqualTo(1);
        assertThat(histogram.count((1 << 20) - 1)).isEqualTo(1);
    }

    @Test
    void sumOfTwoHoldsTheValuesOfBoth() {
        Histogram few = new Histogram(5);
        few.add(3);
        Histogram many = new Histogram(5);
        many.add(1_000);
        few.addAll(many);

        assertThat(few.total()).isEqualTo(2);
        assertThat(few.quantile(1)).isEqualTo(1_000);
        few.clear();
        assertThat(few.mean()).isNaN();
        assertThat(few.quantile(0.5)).isNaN();
    }
}
