package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathModelTest {
    private static final int DRAWS = 50_000;

    private final PathModel model = new PathModel(new Randomness(1), PathConfig.defaults());

    @Test
    void theRoundTripOfAPairIsOneNumberInBothDirections() {
        PathModel again = new PathModel(new Randomness(1), PathConfig.defaults());
        PathModel other = new PathModel(new Randomness(2), PathConfig.defaults());
        Site a = new Site(7, 1, 1, 3_000_000);
        Site b = new Site(9, 1, 2, 12_000_000);
        long rtt = model.rttNanos(a, b);
        assertThat(model.rttNanos(b, a)).isEqualTo(rtt);
        assertThat(again.rttNanos(b, a)).isEqualTo(rtt);
        assertThat(other.rttNanos(a, b)).isNotEqualTo(rtt);
    }

    /** Common random numbers: another access line changes its own leg and nothing else. */
    @Test
    void aChangeOfAccessShiftsTheRoundTripByJustThat() {
        Site fixed = new Site(7, 1, 1, 3_000_000);
        Site cellular = new Site(7, 1, 1, 35_000_000);
        Site peer = new Site(9, 1, 1, 2_000_000);
        assertThat(model.rttNanos(cellular, peer) - model.rttNanos(fixed, peer))
                .isEqualTo(32_000_000);
    }

    /** Medians of theory.md 2.6 less the access leg they contain; standard error below 0.2 %. */
    @ParameterizedTest
    @CsvSource({"1, 1, 7.885", "1, 2, 14.154", "2, 1, 28.361", "2, 2, 28.361"})
    void coresHaveTheMediansOfTheory(int region, int isp, double medianMillis) {
        Site home = new Site(0, 1, 1, 0);
        long[] rtts = new long[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            rtts[i] = model.rttNanos(home, new Site(i + 1, region, isp, 0));
        }
        Arrays.sort(rtts);
        assertThat(rtts[DRAWS / 2] / 1e6).isCloseTo(medianMillis - 4, Percentage.withPercentage(2));
        assertThat(rtts[0]).isGreaterThanOrEqualTo(200_000);
    }

    @Test
    void lossDependsOnTheOperators() {
        Site a = new Site(1, 1, 1, 0);
        assertThat(model.lossProbability(a, new Site(2, 5, 1, 0))).isEqualTo(.001);
        assertThat(model.lossProbability(a, new Site(2, 1, 2, 0))).isEqualTo(.005);
    }

    /** Mean stretch 5 %; standard error 0.02 %. */
    @Test
    void jitterOnlyDelays() {
        RandomStream stream = new RandomStream(3);
        double total = 0;
        for (int i = 0; i < DRAWS; i++) {
            long delay = model.oneWayNanos(stream, 40_000_000);
            assertThat(delay).isGreaterThanOrEqualTo(20_000_000);
            total += delay;
        }
        assertThat(total / DRAWS / 20_000_000).isCloseTo(1.05, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "WIRED, 2, 3, 4",
        "WIFI, 2, 6.0, 150",
        "CELLULAR_4G, 25, 35, 45",
        "CELLULAR_5G, 10, 15, 20"
    })
    void accessLegsLieWhereTheorySays(AccessKind kind, double low, double median, double high) {
        RandomStream stream = new RandomStream(4);
        long[] legs = new long[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            legs[i] = kind.drawNanos(stream);
        }
        Arrays.sort(legs);
        assertThat(legs[0] / 1e6).isGreaterThanOrEqualTo(low);
        assertThat(legs[DRAWS - 1] / 1e6).isLessThanOrEqualTo(high);
        assertThat(legs[DRAWS / 2] / 1e6).isCloseTo(median, Percentage.withPercentage(2));
    }
}
