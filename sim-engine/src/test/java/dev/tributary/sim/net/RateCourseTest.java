package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.base.Time;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.net.RateWave.Law;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RateCourseTest {
    private static final long PURPOSE = Randomness.purposeKey("test");
    private static final long SECOND = 1_000_000_000L;
    private static final long RATE = 10_000_000;

    private static RateWave wave(long line, long periodNanos, Law law) {
        return new RateWave(new Randomness(1), PURPOSE, line, periodNanos, law);
    }

    private static RateCourse course(long line, Law law) {
        return RateCourse.of(List.of(wave(line, 6 * SECOND, law)));
    }

    /** Mean 1, coefficient of variation sqrt(e^(sigma^2) - 1), correlation 1 - t / period. */
    @Test
    void aLognormalFactorHasTheMomentsThatItsSourceGives() {
        int lines = 20_000;
        double sum = 0;
        double squares = 0;
        double products = 0;
        for (int line = 0; line < lines; line++) {
            RateWave wave = wave(line, 6 * SECOND, Law.lognormal(0.6));
            double now = wave.factor(100 * SECOND);
            double later = wave.factor(101 * SECOND);
            sum += now;
            squares += now * now;
            products += now * later;
        }
        double mean = sum / lines;
        double variance = squares / lines - mean * mean;
        assertThat(mean).isCloseTo(1, within(0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(Math.sqrt(Math.expm1(0.36)), within(0.03));
        assertThat((products / lines - mean * mean) / variance).isCloseTo(5 / 6., within(0.03));
    }

    @Test
    void otherTrafficIsThereForItsShareOfTheTime() {
        int busy = 0;
        for (int line = 0; line < 10_000; line++) {
            double factor = wave(line, SECOND, Law.onOff(0.3, 0.25)).factor(line * SECOND);
            assertThat(factor).isIn(0.25, 1.);
            busy += factor < 1 ? 1 : 0;
        }
        assertThat(busy / 10_000.).isCloseTo(0.3, within(0.02));
    }

    @Test
    void aFactorIsTheSameWhoeverAsksAndWhenever() {
        RateWave forward = wave(7, SECOND, Law.lognormal(1));
        RateWave back = wave(7, SECOND, Law.lognormal(1));
        double[] seen = new double[50];
        for (int i = 0; i < 50; i++) {
            seen[i] = forward.factor(i * SECOND / 3);
        }
        for (int i = 49; i >= 0; i--) {
            assertThat(back.factor(i * SECOND / 3)).isEqualTo(seen[i]);
        }
        assertThat(wave(8, SECOND, Law.lognormal(1)).factor(0)).isNotEqualTo(seen[0]);
    }

    @Test
    void factorsLastForTheirPeriodAndLinesChangeAtDifferentTimes() {
        RateWave one = wave(1, 6 * SECOND, Law.lognormal(1));
        long end = one.endsNanos(0);
        assertThat(end).isBetween(1L, 6 * SECOND);
        assertThat(one.endsNanos(end)).isEqualTo(end + 6 * SECOND);
        assertThat(one.factor(end - 1)).isEqualTo(one.factor(0)).isNotEqualTo(one.factor(end));
        assertThat(wave(2, 6 * SECOND, Law.lognormal(1)).endsNanos(0)).isNotEqualTo(end);
    }

    /** What leaves in a time is the area below the rate, whatever it was cut into. */
    @Test
    void aLineCarriesTheAreaBelowItsRate() {
        RandomStream random = new RandomStream(3);
        for (int line = 0; line < 50; line++) {
            RateCourse course =
                    RateCourse.of(
                            List.of(
                                    wave(line, SECOND, Law.lognormal(1)),
                                    wave(line + 1_000, 3 * SECOND, Law.onOff(0.5, 0.2))));
            AccessLink link = course.link(RATE, AccessLink.UNLIMITED);
            long bytes = 0;
            long last = 0;
            while (last < 60 * SECOND) {
                int part = random.nextInt(400_000);
                bytes += part;
                last = link.enqueue(0, part);
            }
            double area = 0;
            for (long at = 0; at < last; at = course.changesNanos(at)) {
                long until = Math.min(last, course.changesNanos(at));
                area += course.bitsPerSecond(RATE, at) * ((until - at) / 8e9);
            }
            assertThat(area / bytes).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aCapIsNeverExceeded() {
        AccessLink link = course(1, Law.lognormal(2)).link(RATE, 1_000_000);
        assertThat(link.enqueue(0, 12_500_000)).isGreaterThanOrEqualTo(100 * SECOND);
        assertThat(link.bitsPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void aLevelCourseIsTheLineItself() {
        assertThat(RateCourse.LEVEL.changesNanos(5)).isEqualTo(Time.NEVER);
        assertThat(RateCourse.LEVEL.link(RATE, AccessLink.UNLIMITED).enqueue(0, 1_250_000))
                .isEqualTo(new AccessLink(RATE).enqueue(0, 1_250_000));
        assertThat(RateCourse.LEVEL.out(RATE, 5, 0, 7, 1_250)).isEqualTo(1_000_005);
        assertThat(RateCourse.of(List.of())).isSameAs(RateCourse.LEVEL);
    }

    @Test
    void aLineWithoutALimitHasNoneAtAnyTime() {
        RateCourse course = course(1, Law.lognormal(2));
        assertThat(course.link(AccessLink.UNLIMITED, AccessLink.UNLIMITED).enqueue(3, 1 << 20))
                .isEqualTo(3);
        assertThat(course.out(AccessLink.UNLIMITED, 0, 3, 4, 1 << 20)).isEqualTo(4);
    }

    /** Even when nothing is left, a hundredth is: what is promised comes. */
    @Test
    void aLineNeverStandsStill() {
        AccessLink link = course(1, Law.onOff(1, 0)).link(RATE, AccessLink.UNLIMITED);
        assertThat(link.enqueue(0, 125_000)).isEqualTo(10 * SECOND);
    }

    @Test
    void aFairLineSharesWhatThereIs() {
        FairShareLink<String> line = new FairShareLink<>(8_000_000);
        line.enqueue(0, "a", AccessLink.UNLIMITED, 1_000_000, "first");
        line.changeRate(SECOND / 2, 4_000_000);
        assertThat(line.nextNanos()).isEqualTo(3 * SECOND / 2);
        assertThatThrownBy(() -> line.changeRate(SECOND, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void impossiblePeriodsAndSizesAreRefused() {
        assertThatThrownBy(() -> wave(1, 0, Law.lognormal(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> course(1, Law.lognormal(1)).link(1, 1).enqueue(0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
