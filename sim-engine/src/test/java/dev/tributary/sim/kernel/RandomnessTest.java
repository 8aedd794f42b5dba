package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

/** Streams named by purpose and entity do not know of each other. */
class RandomnessTest {
    private static final int ENTITIES = 200_000;

    private final Randomness randomness = new Randomness(2_026);

    @Test
    void drawsOfOneEntityNeverShiftThoseOfAnother() {
        double expected = randomness.stream("arrival", 7).nextDouble();

        RandomStream neighbour = randomness.stream("arrival", 6);
        for (int i = 0; i < 1_000; i++) {
            neighbour.normal();
        }
        randomness.stream("a purpose that came later", 7).nextLong();
        assertThat(randomness.stream("arrival", 7).nextDouble()).isEqualTo(expected);
        assertThat(new Randomness(2_026).stream("arrival", 7).nextDouble()).isEqualTo(expected);
        assertThat(new Randomness(2_027).stream("arrival", 7).nextDouble()).isNotEqualTo(expected);
    }

    @Test
    void namesAreFrozen() {
        assertThat(Randomness.purposeKey("")).isEqualTo(-780787492076525413L);
        assertThat(Randomness.purposeKey("uplink")).isEqualTo(1695205496511241125L);
        assertThat(randomness.hash(1, 2, 3)).isEqualTo(-5346853731079761434L);
    }

    @Test
    void neighbouringEntitiesPurposesAndSeedsAreIndependent() {
        LongToDoubleFunction first = i -> randomness.stream("uplink", i).nextDouble();
        assertIndependent(first, i -> randomness.stream("uplink", i + 1).nextDouble());
        assertIndependent(first, i -> randomness.stream("downlink", i).nextDouble());
        assertIndependent(first, i -> new Randomness(2_027).stream("uplink", i).nextDouble());
        assertIndependent(
                first, i -> randomness.derived("replication", i).stream(0, 0).nextDouble());
        LongToDoubleFunction pair = i -> randomness.hash01(5, i, i + 1);
        assertIndependent(pair, i -> randomness.hash01(5, i + 1, i));
        assertIndependent(pair, i -> randomness.hash01(5, i, i + 2));
        assertIndependent(pair, i -> randomness.hash01(6, i, i + 1));
    }

    @Test
    void firstDrawsOverTheEntitiesAreUniform() {
        long[] counts = new long[500];
        long[] pairs = new long[500];
        for (int i = 0; i < ENTITIES; i++) {
            counts[randomness.stream("arrival", i).nextInt(500)]++;
            pairs[(int) (500 * randomness.hash01("loss", i / 400, i % 400))]++;
        }
        RandomStreamTest.assertUniform(counts);
        RandomStreamTest.assertUniform(pairs);
    }

    @Test
    void statelessDrawsAreOrderedPairsAndRepeat() {
        assertThat(randomness.hash01("rtt", 3, 4)).isEqualTo(randomness.hash01("rtt", 3, 4));
        assertThat(randomness.hash01("rtt", 3, 4)).isNotEqualTo(randomness.hash01("rtt", 4, 3));
    }

    @Test
    void noTwoStreamsOfAPurposeAreTheSame() {
        Set<Long> seeds = new HashSet<>();
        for (long entity = -50_000; entity < 50_000; entity++) {
            seeds.add(randomness.stream("session", entity).getSeed());
        }
        assertThat(seeds.size()).isEqualTo(100_000);
    }

    private static void assertIndependent(LongToDoubleFunction a, LongToDoubleFunction b) {
        double[] x = new double[ENTITIES];
        double[] y = new double[ENTITIES];
        long[] cells = new long[100];
        for (int i = 0; i < ENTITIES; i++) {
            x[i] = a.applyAsDouble(i);
            y[i] = b.applyAsDouble(i);
            cells[10 * (int) (10 * x[i]) + (int) (10 * y[i])]++;
        }
        // Four and a half standard deviations of the correlation of independent samples.
        double bound = 4.5 / Math.sqrt(ENTITIES);
        assertThat(new PearsonsCorrelation().correlation(x, y)).isCloseTo(0, within(bound));
        RandomStreamTest.assertUniform(cells);
    }
}
