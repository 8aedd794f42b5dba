package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.Rooms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Check V21 of theory.md 1.12: what intervals and comparisons promise, on data whose truth is
 * known.
 */
@Tag("slow")
final class StatisticsTheoryTest {
    private static final double LOAD = .7;
    private static final double SOJOURN = 1 / (1 - LOAD);
    private static final int PAIRS = 18;

    private static void figure(String check, String expected, double measured) {
        if (Boolean.getBoolean("tributary.figures")) {
            System.out.printf("| V21 %s | %s | %.4f |%n", check, expected, measured);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 2.7764", "10, 2.2622", "20, 2.0930", "30, 2.0452", "50, 2.0096", "100, 1.9842"})
    void quantilesOfT(int replications, double expected) {
        assertThat(Interval.t(replications - 1, Interval.UPPER)).isCloseTo(expected, within(5e-5));
    }

    /** Ten replications of M/M/1 in service times: the 95 % interval holds the truth so often. */
    @Test
    void intervalsCoverTheTruth() {
        Random random = new Random(21);
        int trials = 2_000;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Double> replications = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                replications.add(meanSojourn(random, 3_000));
            }
            Interval interval = Interval.of(replications);
            covered += interval.low() <= SOJOURN && SOJOURN <= interval.high() ? 1 : 0;
        }
        double coverage = covered / (double) trials;
        figure("coverage of 10 replications, M/M/1", ".93 to .96", coverage);
        assertThat(coverage).isBetween(.93, .96);
    }

    /** Lindley's recursion, begun in equilibrium: nobody waits with probability 1 - load. */
    private static double meanSojourn(Random random, int customers) {
        double waiting = random.nextDouble() < LOAD ? exponential(random) * SOJOURN : 0;
        double total = 0;
        for (int i = 0; i < customers; i++) {
            double service = exponential(random);
            total += waiting + service;
            waiting = Math.max(0, waiting + service - exponential(random) / LOAD);
        }
        return total / customers;
    }

    /** M/M/1 that begins with a wait of 200: raw mean 7.96, MSER-5 3.26, truth 3.33. */
    @Test
    void theBeginningIsLeftOut() {
        Random random = new Random(26);
        int trials = 200;
        double raw = 0;
        double settled = 0;
        int[] cuts = new int[trials];
        for (int trial = 0; trial < trials; trial++) {
            double[] sojourns = new double[10_000];
            double waiting = 200;
            for (int i = 0; i < sojourns.length; i++) {
                double service = exponential(random);
                sojourns[i] = waiting + service;
                waiting = Math.max(0, waiting + service - exponential(random) / LOAD);
            }
            cuts[trial] = WarmUp.truncation(sojourns);
            raw += WarmUp.mean(sojourns, 0) / trials;
            settled += WarmUp.mean(sojourns, cuts[trial]) / trials;
        }
        Arrays.sort(cuts);
        figure("mean of M/M/1 begun full, all customers", "7.96", raw);
        figure("without what MSER-5 leaves out", "3.26 +- 3 %", settled);
        figure("median number left out", "492", cuts[trials / 2]);
        assertThat(raw).isCloseTo(7.96, within(.24));
        assertThat(settled).isCloseTo(3.26, within(.03 * 3.26));
        assertThat((double) cuts[trials / 2]).isCloseTo(492, within(60.));
    }

    @Test
    void aSteadySeriesKeepsItsBeginning() {
        assertThat(WarmUp.truncation(new double[100])).isZero();
        assertThat(WarmUp.truncation(new double[3])).isZero();
    }

    private static double exponential(Random random) {
        return -Math.log(1 - random.nextDouble());
    }

    /** How often each outcome comes up, and what else the comparisons said on average. */
    private record Verdicts(double undetected, double better, double deviation, double visible) {}

    /**
     * Compares pairs of rooms of 2000 bytes: A's luck and B's are normal with deviation 20 bytes
     * and the given correlation, and B gets so many bytes more from peers.
     */
    private static Verdicts compare(int trials, double correlation, double gain, long seed) {
        Random random = new Random(seed);
        int undetected = 0;
        int better = 0;
        double deviation = 0;
        double visible = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Measurement> a = new ArrayList<>();
            List<Measurement> b = new ArrayList<>();
            for (int pair = 1; pair <= PAIRS; pair++) {
                double luck = random.nextGaussian();
                double own = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                a.add(Rooms.tiny(pair, Math.round(500 + 20 * luck)));
                long peer = Math.round(500 + gain + 20 * (correlation * luck + own));
                b.add(Rooms.tiny(pair, peer));
            }
            Comparison comparison = Comparison.of(Rooms.run(a), Rooms.run(b), List.of());
            Difference difference = comparison.differences().get(Metric.SHARING_RATIO);
            undetected += difference.outcome() == Difference.Outcome.UNDETECTED ? 1 : 0;
            better += difference.outcome() == Difference.Outcome.BETTER ? 1 : 0;
            deviation += difference.deviation() * difference.deviation() / trials;
            visible += difference.visible() / trials;
        }
        return new Verdicts(
                undetected / (double) trials, better / (double) trials, deviation, visible);
    }

    /** Two versions that are the same on average are told apart in 5 % of comparisons. */
    @Test
    void aNeutralChangeIsRarelyDetected() {
        Verdicts neutral = compare(2_000, .5, 0, 22);
        figure("neutral change undetected, n = 18", ".95 +- .015", neutral.undetected());
        assertThat(neutral.undetected()).isCloseTo(.95, within(.015));
        figure("neutral change called better, n = 18", ".025 +- .01", neutral.better());
        assertThat(neutral.better()).isCloseTo(.025, within(.01));
    }

    /** A change of the size called visible is detected in 80 % of comparisons. */
    @Test
    void aVisibleChangeIsDetectedAsOftenAsPromised() {
        double bytesPerRatio = 2_000;
        double gain = compare(200, .5, 0, 23).visible() * bytesPerRatio;
        Verdicts changed = compare(2_000, .5, gain, 24);
        figure("change of visible size called better, n = 18", ".80 +- .03", changed.better());
        assertThat(changed.better()).isCloseTo(.80, within(.03));
    }

    /** The variance of differences is 2 s^2 (1 - rho): common random numbers pay. */
    @ParameterizedTest
    @CsvSource({"0", ".5", ".9"})
    void pairsCancelCommonLuck(double correlation) {
        double sigma = 20 / 2_000.;
        double expected = 2 * sigma * sigma * (1 - correlation);
        double measured = compare(500, correlation, 0, 25).deviation();
        figure("variance of differences at rho = " + correlation, "1 +- .05", measured / expected);
        assertThat(measured / expected).isCloseTo(1, within(.05));
    }
}
