package dev.tributary.sim.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.TimeCurve.Point;
import dev.tributary.sim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArrivalTimesTest {
    private static final TimeCurve HILL =
            new TimeCurve(
                    List.of(
                            new Point(10, 0),
                            new Point(20, 4),
                            new Point(30, 4),
                            new Point(50, 0),
                            new Point(60, 0),
                            new Point(70, 1)));

    /** Area below {@link #HILL} from time 0 on. */
    private static double area(double seconds) {
        double sum = 0;
        double step = 1e-3;
        for (int i = 0; i * step < seconds; i++) {
            sum += step * HILL.at((i + .5) * step);
        }
        return sum;
    }

    private static List<Double> until(double end, TimeCurve curve, long seed) {
        ArrivalTimes times = new ArrivalTimes(curve, new RandomStream(seed));
        List<Double> all = new ArrayList<>();
        for (double at = times.next(); at < end; at = times.next()) {
            all.add(at);
        }
        return all;
    }

    /** What lies under the curve between two arrivals is the exponential that was drawn. */
    @Test
    void theAreaBetweenArrivalsIsWhatWasDrawn() {
        for (long seed = 0; seed < 20; seed++) {
            RandomStream drawn = new RandomStream(seed);
            double sum = 0;
            for (double at : until(80, HILL, seed)) {
                sum += drawn.exponential(1);
                assertThat(area(at)).as("seed %s, until %s", seed, at).isCloseTo(sum, within(5e-3));
            }
        }
    }

    @Test
    void asManyComeAsLieUnderTheCurve() {
        int rooms = 4_000;
        double[] bounds = {0, 10, 15, 20, 30, 40, 50, 60, 65, 80};
        int[] counts = new int[bounds.length - 1];
        for (long seed = 1; seed <= rooms; seed++) {
            for (double at : until(80, HILL, seed)) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += bounds[i] <= at && at < bounds[i + 1] ? 1 : 0;
                }
            }
        }
        for (int i = 0; i < counts.length; i++) {
            double expected = area(bounds[i + 1]) - area(bounds[i]);
            double half = 4 * Math.sqrt(expected / rooms);
            assertThat((double) counts[i] / rooms)
                    .as("from %s to %s s", bounds[i], bounds[i + 1])
                    .isCloseTo(expected, within(half + 1e-9));
        }
    }

    @Test
    void nobodyComesAtRateNought() {
        TimeCurve never = new TimeCurve(List.of(new Point(0, 0)));
        assertThat(new ArrivalTimes(never, new RandomStream(1)).next()).isInfinite();
        TimeCurve over = new TimeCurve(List.of(new Point(0, 100), new Point(1, 0)));
        List<Double> all = until(1e9, over, 3);
        assertThat(all).isSorted().hasSizeBetween(20, 90).allMatch(at -> at <= 1);
    }

    @Test
    void aCurveIsLevelBeforeItsFirstPointAndAfterItsLast() {
        assertThat(HILL.at(0)).isZero();
        assertThat(HILL.at(15)).isEqualTo(2);
        assertThat(HILL.at(20)).isEqualTo(4);
        assertThat(HILL.at(40)).isEqualTo(2);
        assertThat(HILL.at(1e6)).isEqualTo(1);
        assertThat(HILL.max(1e6)).isEqualTo(4);
    }
}
