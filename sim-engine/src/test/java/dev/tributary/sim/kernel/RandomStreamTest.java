package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import nl.tudelft.simulation.jstats.distributions.DistExponential;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/** Fixed sequences, and moments and fits with fixed seeds: never flaky, wrong only if broken. */
class RandomStreamTest {
    private static final int DRAWS = 400_000;

    private final RandomStream random = new RandomStream(42);

    @Test
    void sequenceIsFrozen() {
        // Computed once, by an independent program, from the definitions of the two algorithms.
        assertThat(random.nextLong()).isEqualTo(-1690267358668702685L);
        assertThat(random.nextLong()).isEqualTo(6098722386207918385L);
        assertThat(new RandomStream(7).normal()).isEqualTo(1.0293596610194693);
    }

    @Test
    void uniformsHaveTheirMoments() {
        SummaryStatistics drawn = draw(random::nextDouble);
        assertThat(drawn.getMean()).isCloseTo(0.5, within(0.002));
        assertThat(drawn.getVariance()).isCloseTo(1 / 12.0, within(0.001));
        assertThat(drawn.getMin()).isNotNegative();
        assertThat(drawn.getMax()).isLessThan(1);

        SummaryStatistics scaled = draw(() -> random.uniform(-3, 5));
        assertThat(scaled.getMean()).isCloseTo(1, within(0.02));
        assertThat(scaled.getMin()).isBetween(-3.0, -2.999);
        assertThat(scaled.getMax()).isBetween(4.999, 5.0);
    }

    @Test
    void exponentialHasItsMoments() {
        SummaryStatistics drawn = draw(() -> random.exponential(250));
        assertThat(drawn.getMean()).isCloseTo(250, within(2.0));
        assertThat(drawn.getStandardDeviation()).isCloseTo(250, within(3.0));
        assertThat(drawn.getMin()).isNotNegative();
        assertThat(drawn.getMax()).isLessThan(250 * 37);
    }

    @Test
    void normalFitsTheNormalDistribution() {
        SummaryStatistics drawn = draw(random::normal);
        assertThat(drawn.getMean()).isCloseTo(0, within(0.006));
        assertThat(drawn.getVariance()).isCloseTo(1, within(0.01));

        double[] sample = new double[20_000];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = random.normal();
        }
        NormalDistribution expected = new NormalDistribution(null, 0, 1);
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, sample))
                .isGreaterThan(0.01);
    }

    @Test
    void lognormalHasItsMoments() {
        SummaryStatistics drawn = draw(() -> random.lognormal(3, 0.5));
        assertThat(drawn.getMean()).isCloseTo(StrictMath.exp(3.125), within(0.1));
        SummaryStatistics logarithms = draw(() -> StrictMath.log(random.lognormal(3, 0.5)));
        assertThat(logarithms.getMean()).isCloseTo(3, within(0.004));
        assertThat(logarithms.getStandardDeviation()).isCloseTo(0.5, within(0.004));
    }

    @Test
    void bernoulliHasItsProbabilityAndCertainEnds() {
        SummaryStatistics drawn = draw(() -> random.bernoulli(0.03) ? 1 : 0);
        assertThat(drawn.getMean()).isCloseTo(0.03, within(0.001));
        assertThat(draw(() -> random.bernoulli(0) ? 1 : 0).getMax()).isZero();
        assertThat(draw(() -> random.bernoulli(1) ? 1 : 0).getMin()).isOne();
        assertThat(draw(() -> random.nextBoolean() ? 1 : 0).getMean())
                .isCloseTo(0.5, within(0.003));
        assertThat(draw(random::nextFloat).getMean()).isCloseTo(0.5, within(0.002));
    }

    @Test
    void boundedIntegersAreUniformAndComplete() {
        for (int bound : new int[] {1, 2, 3, 10, 97, 1_000}) {
            long[] counts = new long[bound];
            for (int i = 0; i < DRAWS; i++) {
                counts[random.nextInt(bound)]++;
            }
            assertUniform(counts);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(random.nextInt(-2, 2)).isBetween(-2, 2);
            assertThat(random.nextLong((1L << 62) - 1)).isBetween(0L, (1L << 62) - 2);
        }
        assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.nextLong(1L << 62))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyBitIsFairAndSuccessiveValuesAreIndependent() {
        long[] ones = new long[Long.SIZE];
        long[] pairs = new long[256];
        int previous = 0;
        for (int i = 0; i < DRAWS; i++) {
            long bits = random.nextLong();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                ones[bit] += (bits >>> bit) & 1;
            }
            int high = (int) (bits >>> 60);
            pairs[previous * 16 + high]++;
            previous = high;
        }
        for (long count : ones) {
            // Five standard deviations of a fair coin.
            assertThat((double) count).isCloseTo(DRAWS / 2.0, within(5 * 0.5 * Math.sqrt(DRAWS)));
        }
        assertUniform(pairs);
    }

    @Test
    void resetAndSetSeedStartOverWhateverWasDrawn() {
        double first = random.normal();
        random.nextInt();
        random.setSeed(42);
        assertThat(random.normal()).isEqualTo(first);
        random.setSeed(43);
        assertThat(random.normal()).isNotEqualTo(first);
        assertThat(random.getSeed()).isEqualTo(43);
        random.setSeed(42);
        random.nextInt();
        random.reset();
        assertThat(random.normal()).isEqualTo(first);
        assertThat(random.getOriginalSeed()).isEqualTo(42);
    }

    @Test
    void distributionsOfDsolTakeIt() {
        DistExponential exponential = new DistExponential(random, 2.0);
        assertThat(draw(exponential::draw).getMean()).isCloseTo(2, within(0.02));
    }

    static SummaryStatistics draw(DoubleSupplier source) {
        SummaryStatistics drawn = new SummaryStatistics();
        for (int i = 0; i < DRAWS; i++) {
            drawn.addValue(source.getAsDouble());
        }
        return drawn;
    }

    static void assertUniform(long[] counts) {
        if (counts.length == 1) {
            return;
        }
        double[] expected = new double[counts.length];
        java.util.Arrays.fill(expected, 1);
        double significance = new ChiSquareTest().chiSquareTest(expected, counts);
        assertThat(significance).isBetween(0.001, 0.999);
    }
}
