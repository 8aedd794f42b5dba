package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.sim.kernel.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Check V15 of theory.md 1.9 (Zhou, Chiu and Lui 2011): a pulling mesh with one contact and one
 * chunk per slot; place 1 of the buffer is the newest chunk, place n is played.
 */
final class MeshPullTheoryTest {
    private static final int WARM_UP = 200;
    private static final int SLOTS = 1_500;
    private static final int RUNS = 10;

    /**
     * Margins: V15's 0.02 for its own row. For the smaller buffers the recursion itself is further
     * from the process that it approximates, as theory.md's simulation column shows.
     */
    @ParameterizedTest
    @CsvSource({
        "1000, 40, .967, .858, .02",
        "1000, 25, .933, .735, .02",
        "100, 20, .925, .815, .03"
    })
    void rarestFirstPlaysMoreThanGreedy(
            int peers, int buffer, double rarest, double greedy, double margin) {
        assertThat(rarestFirst(peers, buffer)).isCloseTo(rarest, within(6e-4));
        assertThat(greedy(peers, buffer)).isCloseTo(greedy, within(6e-4));
        String room = ", M = " + peers + ", n = " + buffer;
        Sample simulated = Sample.over(RUNS, seed -> simulated(peers, buffer, true, seed));
        Sample eager = Sample.over(RUNS, seed -> simulated(peers, buffer, false, seed));
        simulated.isWithin("V15 rarest first" + room, margin, rarest);
        eager.isWithin("V15 greedy" + room, margin, greedy);
        assertThat(simulated.mean() - simulated.half()).isGreaterThan(eager.mean() + eager.half());
    }

    /** The share of peers that have the chunk at the place of playing. */
    private static double simulated(int peers, int buffer, boolean rarestFirst, long seed) {
        RandomStream random = new RandomStream(seed);
        long fetchable = (1L << (buffer - 1)) - 1;
        long played = 1L << (buffer - 1);
        long[] have = new long[peers];
        long[] fetched = new long[peers];
        long playing = 0;
        for (int slot = 0; slot < WARM_UP + SLOTS; slot++) {
            have[random.nextInt(peers)] |= 1;
            for (int peer = 0; peer < peers; peer++) {
                int other = random.nextInt(peers - 1);
                long offers = have[other < peer ? other : other + 1] & ~have[peer] & fetchable;
                fetched[peer] =
                        rarestFirst ? Long.lowestOneBit(offers) : Long.highestOneBit(offers);
            }
            for (int peer = 0; peer < peers; peer++) {
                playing += slot >= WARM_UP && (have[peer] & played) != 0 ? 1 : 0;
                have[peer] = ((have[peer] | fetched[peer]) & fetchable) << 1;
            }
        }
        return playing / ((double) peers * SLOTS);
    }

    private static double rarestFirst(int peers, int buffer) {
        double p = 1. / peers;
        for (int i = 1; i < buffer; i++) {
            p += p * (1 - p) * (1 - p);
        }
        return p;
    }

    /** The recursion needs its own end p(n): more of it makes every step smaller. */
    private static double greedy(int peers, int buffer) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double end = (low + high) / 2;
            if (greedy(peers, buffer, end) > end) {
                low = end;
            } else {
                high = end;
            }
        }
        return low;
    }

    private static double greedy(int peers, int buffer, double end) {
        double first = 1. / peers;
        double p = first;
        for (int i = 1; i < buffer; i++) {
            double chance = p * (1 - p);
            // p' = p + chance (1 - (end - p') - first), solved for p'
            p = (p + chance * (1 - end - first)) / (1 - chance);
        }
        return p;
    }
}
