package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.PoolBound;
import dev.tributary.sim.net.PoolCensus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks V7 and V8 of theory.md 1.1 and 1.2 with a scheduler that knows everything: the bound is
 * never exceeded, and it can be reached.
 *
 * <p>The values of the bound itself, E1 to E4, are checked in sim.net, and against an independent
 * calculation for random rooms.
 */
final class FluidBoundTheoryTest {
    private static final long MEGABIT = 1_000_000;
    private static final long RATE = 2 * MEGABIT;
    private static final int PIECES = 2_000;
    private static final double ROUNDING = 1e-9;

    private static PoolCensus.Viewer viewer(NatType nat, int island, long bitsPerSecond) {
        return new PoolCensus.Viewer(nat, false, false, island, bitsPerSecond);
    }

    private static long upload(PoolCensus.Viewer viewer) {
        return Connectivity.maySeed(
                        viewer.nat(), viewer.ipv6(), viewer.cellular(), SymmetricSeeds.NEVER)
                ? viewer.usableBitsPerSecond()
                : 0;
    }

    private static boolean serves(PoolCensus.Viewer from, PoolCensus.Viewer to) {
        return upload(from) > 0
                && from.island() == to.island()
                && Connectivity.possible(from.nat(), from.ipv6(), to.nat(), to.ipv6());
    }

    private static double ideal(List<PoolCensus.Viewer> room, int pieces) {
        long[] uploads = room.stream().mapToLong(FluidBoundTheoryTest::upload).toArray();
        return new IdealScheduler(uploads, graph(room), RATE).sharingRatio(pieces);
    }

    private static double exact(List<PoolCensus.Viewer> room) {
        double[] uploads = room.stream().mapToDouble(v -> upload(v) / (double) RATE).toArray();
        return new ExactOptimum(uploads, graph(room)).sharingRatio();
    }

    private static boolean[][] graph(List<PoolCensus.Viewer> room) {
        boolean[][] graph = new boolean[room.size()][room.size()];
        for (int from = 0; from < graph.length; from++) {
            for (int to = 0; to < graph.length; to++) {
                graph[from][to] = from != to && serves(room.get(from), room.get(to));
            }
        }
        return graph;
    }

    private static double bound(List<PoolCensus.Viewer> room) {
        PoolCensus census = new PoolCensus(2, SymmetricSeeds.NEVER);
        room.forEach(census::enter);
        PoolBound bound = census.bound(RATE);
        return bound.sigmaUpperBound();
    }

    private static List<PoolCensus.Viewer> open(long... megabits) {
        return Arrays.stream(megabits)
                .mapToObj(each -> viewer(NatType.OPEN, 0, each * MEGABIT))
                .toList();
    }

    private static void reaches(String check, double expected, List<PoolCensus.Viewer> room) {
        assertThat(bound(room)).isCloseTo(expected, within(ROUNDING));
        double share = ideal(room, PIECES);
        Sample.add(check, "<= " + expected + ", >= 97 %", Sample.text(share));
        assertThat(share).isBetween(.97 * expected, expected + ROUNDING);
    }

    @Test
    void scarceUploadIsUsedUp() {
        reaches("V7 E1", .65, open(3, 3, 2, 2, 1, 1, 1, 0, 0, 0));
    }

    @Test
    void withPlentyOfUploadOneCopyComesFromTheCdn() {
        reaches("V7 E2", .90, open(30, 30, 30, 30, 30, 30, 30, 30, 30, 30));
    }

    /** F P P P P S S P P X under the seed rule; the eighth is cellular. */
    @ParameterizedTest
    @CsvSource({"4000, .80", "2000, .60", "1500, .45"})
    void natsAndTheSeedRule(int kilobits, double expected) {
        long upload = kilobits * 1_000L;
        List<PoolCensus.Viewer> room = new ArrayList<>();
        room.add(viewer(NatType.FULL_CONE, 0, upload));
        for (int i = 0; i < 5; i++) {
            room.add(viewer(NatType.PORT_RESTRICTED, 0, upload));
        }
        room.add(viewer(NatType.SYMMETRIC, 0, upload));
        room.add(viewer(NatType.SYMMETRIC, 0, upload));
        room.add(new PoolCensus.Viewer(NatType.PORT_RESTRICTED, false, true, 0, upload));
        room.add(viewer(NatType.UDP_BLOCKED, 0, upload));
        reaches("V8 E3, " + kilobits + " kbit/s, ideal scheduler", expected, room);
    }

    @Test
    void twoIslandsNeedTwoCopies() {
        List<PoolCensus.Viewer> room = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            room.add(viewer(NatType.OPEN, i % 2, 10 * MEGABIT));
        }
        reaches("V8 E4, ideal scheduler", .80, room);
    }

    /** V8 without a protocol: 200 rooms with NATs, IPv6, cellular viewers and two islands. */
    @Test
    void noRoomExceedsItsBound() {
        RandomStream random = new RandomStream(8);
        double worst = 1;
        double sum = 0;
        int positive = 0;
        for (int i = 0; i < 200; i++) {
            List<PoolCensus.Viewer> room = room(random, 4 + random.nextInt(17));
            double bound = bound(room);
            double share = ideal(room, 300);
            assertThat(share).as("room %d", i).isLessThanOrEqualTo(bound + ROUNDING);
            if (bound > 0) {
                positive++;
                sum += share / bound;
                worst = Math.min(worst, share / bound);
            }
        }
        Sample.add(
                "V8 ideal scheduler, 200 rooms",
                "<= bound",
                "mean " + Sample.text(sum / positive) + " of it, worst " + Sample.text(worst));
        assertThat(sum / positive).isGreaterThan(.9);
    }

    /**
     * V8 in small rooms: ideal scheduler <= exact optimum <= bound, and the bound is mostly exact.
     */
    @Test
    void theExactOptimumLiesBetween() {
        RandomStream random = new RandomStream(9);
        int rooms = 200;
        int tight = 0;
        int reached = 0;
        double gaps = 0;
        for (int i = 0; i < rooms; i++) {
            List<PoolCensus.Viewer> room = room(random, 4 + random.nextInt(4));
            double exact = exact(room);
            double bound = bound(room);
            double share = ideal(room, 300);
            assertThat(exact).as("room %d", i).isBetween(share - 1e-6, bound + 1e-6);
            gaps += (bound - exact) / rooms;
            tight += bound - exact < 1e-6 ? 1 : 0;
            reached += share > .97 * exact ? 1 : 0;
        }
        Sample.add(
                "V8 exact optimum, 200 rooms of 4 to 7",
                "ideal scheduler <= exact <= bound",
                String.format(
                        Locale.ROOT,
                        "bound exact in %d, mean gap %.4f; scheduler within 3 %% of exact in %d",
                        tight,
                        gaps,
                        reached));
        assertThat(tight).isGreaterThan(rooms * 8 / 10);
        assertThat(reached).isGreaterThan(rooms * 8 / 10);
    }

    private static List<PoolCensus.Viewer> room(RandomStream random, int size) {
        long[] kilobits = {0, 500, 1_000, 1_500, 2_000, 4_000, 20_000};
        int islands = 1 + random.nextInt(2);
        List<PoolCensus.Viewer> room = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            NatType nat = NatType.values()[random.nextInt(NatType.values().length)];
            boolean ipv6 = random.bernoulli(.3);
            boolean cellular = random.bernoulli(.15);
            int island = random.nextInt(islands);
            long upload = kilobits[random.nextInt(kilobits.length)] * 1_000;
            room.add(new PoolCensus.Viewer(nat, ipv6, cellular, island, upload));
        }
        return room;
    }
}
