package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.PoolBound;
import dev.tributary.sim.net.PoolCensus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    /** A viewer who counts for the bound and for the scheduler. */
    private static PoolCensus.Viewer open(long megabits) {
        return new PoolCensus.Viewer(NatType.OPEN, false, false, 0, megabits * MEGABIT);
    }

    private static long upload(PoolCensus.Viewer viewer) {
        return Connectivity.maySeed(viewer.nat(), viewer.ipv6(), viewer.cellular())
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
        boolean[][] graph = new boolean[room.size()][room.size()];
        for (int from = 0; from < graph.length; from++) {
            for (int to = 0; to < graph.length; to++) {
                graph[from][to] = from != to && serves(room.get(from), room.get(to));
            }
        }
        return new IdealScheduler(uploads, graph, RATE).sharingRatio(pieces);
    }

    private static double bound(List<PoolCensus.Viewer> room) {
        PoolCensus census = new PoolCensus(2);
        room.forEach(census::enter);
        PoolBound bound = census.bound(RATE);
        return bound.sigmaUpperBound();
    }

    private static void reaches(String check, double expected, long... megabits) {
        List<PoolCensus.Viewer> room =
                Arrays.stream(megabits).mapToObj(FluidBoundTheoryTest::open).toList();
        assertThat(bound(room)).isCloseTo(expected, within(ROUNDING));
        double share = ideal(room, PIECES);
        Sample.add(check, "<= " + expected + ", >= 97 %", Sample.text(share));
        assertThat(share).isBetween(.97 * expected, expected + ROUNDING);
    }

    @Test
    void scarceUploadIsUsedUp() {
        reaches("V7 E1", .65, 3, 3, 2, 2, 1, 1, 1, 0, 0, 0);
    }

    @Test
    void withPlentyOfUploadOneCopyComesFromTheCdn() {
        reaches("V7 E2", .90, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30);
    }

    /** V8 without a protocol: 200 rooms with NATs, IPv6, cellular viewers and two islands. */
    @Test
    void noRoomExceedsItsBound() {
        RandomStream random = new RandomStream(8);
        double worst = 1;
        double sum = 0;
        int positive = 0;
        for (int i = 0; i < 200; i++) {
            List<PoolCensus.Viewer> room = room(random);
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

    private static List<PoolCensus.Viewer> room(RandomStream random) {
        long[] kilobits = {0, 500, 1_000, 1_500, 2_000, 4_000, 20_000};
        int size = 4 + random.nextInt(17);
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
