package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.format.Presets;
import dev.tributary.sim.audience.SessionTimes;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks V4, V5 and V9 of theory.md 1.4 and 2.7: who is in the room when viewers come at random
 * instants, and for how long.
 */
@Tag("slow")
final class AudienceTheoryTest {
    private static final long ARRIVAL = Randomness.purposeKey("arrival");
    private static final long SESSION = Randomness.purposeKey("session");
    private static final double PER_SECOND = 2;
    private static final int SNAPSHOT = 1_000;

    private static final SessionModel VELOSO = Presets.sessions().get("veloso-2002");
    private static final SessionModel GAME_LIVE = Presets.sessions().get("game-live");

    /** The twin of game-live: watchers have the same mean, but no watcher has the same session. */
    private static final SessionModel TWIN =
            new SessionModel.Mixture(.5, 30, Math.log(900) + (1.2 * 1.2 - 1.3 * 1.3) / 2, 1.3);

    /** A draw of SessionTimes from a stream. */
    private interface Draw {
        double of(SessionModel model, RandomStream random);
    }

    /** Whether a viewer is of the long kind: its draw then depends on what watchers do. */
    private static boolean watcher(Draw draw, long seed) {
        double one = draw.of(GAME_LIVE, new RandomStream(seed));
        return one != draw.of(TWIN, new RandomStream(seed));
    }

    /** Counts viewers at four instants in a room that is empty at time 0. */
    private static int[] room(long seed, double... instants) {
        Randomness randomness = new Randomness(seed);
        RandomStream arrivals = randomness.stream(ARRIVAL, 0);
        int[] present = new int[instants.length];
        double end = instants[instants.length - 1];
        double now = arrivals.exponential(1 / PER_SECOND);
        for (int id = 0; now <= end; id++) {
            double leaves = now + SessionTimes.session(VELOSO, randomness.stream(SESSION, id));
            for (int i = 0; i < instants.length; i++) {
                present[i] += now <= instants[i] && instants[i] < leaves ? 1 : 0;
            }
            now += arrivals.exponential(1 / PER_SECOND);
        }
        return present;
    }

    /** V4: the number present is Poisson with mean lambda times the integral of P(S > s). */
    @Test
    void aRoomFillsAsAnInfiniteServerQueue() {
        double[] instants = {60, 300, 1_800, 3_600};
        double[] expected = {106.3, 361.3, 837.1, 997.7};
        int rooms = 2_500;
        double[][] present = new double[instants.length][rooms];
        for (int room = 0; room < rooms; room++) {
            int[] counts = room(room + 1, instants);
            for (int i = 0; i < instants.length; i++) {
                present[i][room] = counts[i];
            }
        }
        for (int i = 0; i < instants.length; i++) {
            Sample viewers = Sample.of(present[i]);
            String check = "V4 viewers at " + (int) instants[i] + " s";
            viewers.isWithin(check, .02 * expected[i], expected[i]);
            double half = 1.645 * Math.sqrt(2. / rooms);
            double ratio = viewers.variance() / viewers.mean();
            Sample.add(
                    check + ", variance / mean",
                    "1 +- 0.1",
                    Sample.text(ratio) + " +- " + Sample.text(half));
            assertThat(ratio).as(check).isBetween(.9 / (1 - half), 1.1 / (1 + half));
        }
    }

    /** V5: the share of watchers among sessions, and among the first viewers of a run. */
    @Test
    void aSnapshotIsBiasedByLength() {
        int blocks = 20;
        Sample sessions = Sample.over(blocks, seed -> share(SessionTimes::session, seed));
        Sample present = Sample.over(blocks, seed -> share(SessionTimes::remaining, seed));
        sessions.isWithin("V5 watchers among sessions", .005, .5);
        present.isWithin("V5 watchers among the first viewers", .005, .984);
    }

    private static double share(Draw draw, long seed) {
        int draws = 20_000;
        int watchers = 0;
        for (int i = 0; i < draws; i++) {
            watchers += watcher(draw, seed * draws + i) ? 1 : 0;
        }
        return watchers / (double) draws;
    }

    /** V5: the same share in a room that has been open for 28 hours. */
    @Test
    void aRoomInEquilibriumIsBiasedByLength() {
        Sample share = Sample.over(12, AudienceTheoryTest::watchersInAnOldRoom);
        share.isWithin("V5 watchers present after 28 h of arrivals", .005, .984);
    }

    private static double watchersInAnOldRoom(long seed) {
        double now = 100_000;
        RandomStream arrivals = new Randomness(seed).stream(ARRIVAL, 0);
        int present = 0;
        int watchers = 0;
        for (double at = 0; at < now; at += arrivals.exponential(1 / PER_SECOND)) {
            long stream = arrivals.nextLong();
            if (SessionTimes.session(GAME_LIVE, new RandomStream(stream)) > now - at) {
                present++;
                watchers += watcher(SessionTimes::session, stream) ? 1 : 0;
            }
        }
        return watchers / (double) present;
    }

    /**
     * V5: a room that begins as a snapshot stays as large as it is: those who were there leave as
     * fast as others come. The means are those of theory.md's sessions.
     */
    @ParameterizedTest
    @CsvSource({"veloso-2002, 618.93", "game-live, 939.49"})
    void aSnapshotIsInEquilibrium(String sessions, double meanSeconds) {
        SessionModel model = Presets.sessions().get(sessions);
        double gap = meanSeconds / SNAPSHOT;
        for (int instant : new int[] {60, 900, 7_200}) {
            Sample.over(100, seed -> later(model, gap, instant, seed))
                    .isWithin(
                            "V5 " + sessions + ", 1,000 viewers after " + instant + " s",
                            .02 * SNAPSHOT,
                            SNAPSHOT);
        }
    }

    private static int later(SessionModel model, double gap, int instant, long seed) {
        Randomness randomness = new Randomness(seed);
        RandomStream arrivals = randomness.stream(ARRIVAL, 0);
        int id = 0;
        int present = 0;
        for (; id < SNAPSHOT; id++) {
            RandomStream random = randomness.stream(SESSION, id);
            present += SessionTimes.remaining(model, random) > instant ? 1 : 0;
        }
        for (double at = arrivals.exponential(gap); at < instant; at += arrivals.exponential(gap)) {
            RandomStream random = randomness.stream(SESSION, id++);
            present += SessionTimes.session(model, random) > instant - at ? 1 : 0;
        }
        return present;
    }

    /**
     * V9: Kumar, Liu and Ross 2007: 1,400 viewers on average of whom the super ones upload 4 times
     * the rate and the others half of it, with a source of twice the rate: everybody gets the
     * stream when N2 is at most 6 N1 + 4.
     */
    @ParameterizedTest
    @CsvSource({"5.4, .9245", "6.0, .5160", "6.6, .1164"})
    void universalStreamingDependsOnTheMixOfViewers(double ratio, double expected) {
        double superViewers = 1_400 / (1 + ratio);
        double others = 1_400 - superViewers;
        assertThat(exact(superViewers, others)).isBetween(expected - 1e-4, expected + 1e-4);
        Randomness randomness = new Randomness(1);
        Sample.over(
                        12_000,
                        room -> {
                            RandomStream random = randomness.stream(ARRIVAL, room);
                            int n1 = arrivals(random, superViewers);
                            int n2 = arrivals(random, others);
                            return 4 * n1 + .5 * n2 + 2 >= n1 + n2 ? 1 : 0;
                        })
                .isWithin("V9 P(universal streaming), ratio " + ratio, .02, expected);
    }

    /** Counts the arrivals of a unit of time: Poisson. */
    private static int arrivals(RandomStream random, double mean) {
        int count = 0;
        for (double at = random.exponential(1); at < mean; at += random.exponential(1)) {
            count++;
        }
        return count;
    }

    private static double exact(double superViewers, double others) {
        PoissonDistribution first = new PoissonDistribution(superViewers);
        PoissonDistribution second = new PoissonDistribution(others);
        double sum = 0;
        for (int n1 = 0; n1 < superViewers + 12 * Math.sqrt(superViewers); n1++) {
            sum += first.probability(n1) * second.cumulativeProbability(6 * n1 + 4);
        }
        return sum;
    }
}
