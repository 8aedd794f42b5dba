package dev.tributary.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.PoolCensus.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The bound by classes against the bound by single viewers, found independently: the flow by trying
 * every cut, the components by transitive closure of the directed graph.
 */
class PoolBoundOnRandomRoomsTest {
    private static final long RATE = 1_000;
    private static final int ROOMS = 2_000;
    private static final int VIEWERS_MAX = 12;

    @Test
    void equalsTheViewersBoundWhereSeedsOfAClassHaveEqualUpload() {
        RandomStream stream = new RandomStream(1);
        for (int room = 0; room < ROOMS; room++) {
            List<Viewer> viewers = room(stream, true);
            PoolBound bound = bound(viewers);
            assertThat(bound.flowBitsPerSecond()).isEqualTo(minimumCut(viewers));
            assertThat(bound.sourceComponents()).isEqualTo(sourceComponents(viewers));
        }
    }

    @Test
    void isNeverBelowTheViewersBoundWhateverTheUpload() {
        RandomStream stream = new RandomStream(2);
        int tight = 0;
        for (int room = 0; room < ROOMS; room++) {
            List<Viewer> viewers = room(stream, false);
            PoolBound bound = bound(viewers);
            long exact = minimumCut(viewers);
            assertThat(bound.flowBitsPerSecond()).isGreaterThanOrEqualTo(exact);
            assertThat(bound.sourceComponents()).isEqualTo(sourceComponents(viewers));
            tight += bound.flowBitsPerSecond() == exact ? 1 : 0;
        }
        assertThat(tight).isGreaterThan(ROOMS * 9 / 10);
    }

    /** One part per viewer is the finest listing there is. */
    @Test
    void listingAClassInPartsMakesTheFlowExact() {
        RandomStream stream = new RandomStream(3);
        for (int room = 0; room < ROOMS / 10; room++) {
            List<Viewer> viewers = room(stream, false);
            List<PoolClass> parts = new ArrayList<>();
            for (Viewer each : viewers) {
                long upload = upload(each);
                parts.add(
                        new PoolClass(
                                each.nat(),
                                each.ipv6(),
                                each.island(),
                                1,
                                upload > 0 ? 1 : 0,
                                upload));
            }
            PoolBound bound = PoolBound.of(parts, RATE);
            assertThat(bound.flowBitsPerSecond()).isEqualTo(minimumCut(viewers));
            assertThat(bound.sourceComponents()).isEqualTo(sourceComponents(viewers));
        }
    }

    private static PoolBound bound(List<Viewer> viewers) {
        PoolCensus census = new PoolCensus(2, SymmetricSeeds.NEVER);
        viewers.forEach(census::enter);
        return census.bound(RATE);
    }

    private static List<Viewer> room(RandomStream stream, boolean equalUpload) {
        long[] uploads = {0, 300, 700, 1_000, 1_500, 4_000, 20_000};
        Map<Integer, Long> uploadOfClass = new HashMap<>();
        int size = 1 + stream.nextInt(VIEWERS_MAX);
        int islands = 1 + stream.nextInt(2);
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            NatType nat = NatType.values()[stream.nextInt(7)];
            boolean ipv6 = stream.bernoulli(0.3);
            boolean cellular = stream.bernoulli(0.15);
            int island = stream.nextInt(islands);
            long upload = uploads[stream.nextInt(uploads.length)];
            if (equalUpload) {
                int key = (nat.wireValue() * 2 + (ipv6 ? 1 : 0)) * 2 + island;
                upload = uploadOfClass.merge(key, upload, (first, ignored) -> first);
            }
            viewers.add(new Viewer(nat, ipv6, cellular, island, upload));
        }
        return viewers;
    }

    private static long upload(Viewer viewer) {
        boolean seed =
                Connectivity.maySeed(
                        viewer.nat(), viewer.ipv6(), viewer.cellular(), SymmetricSeeds.NEVER);
        return seed ? viewer.usableBitsPerSecond() : 0;
    }

    private static boolean serves(List<Viewer> viewers, int from, int to) {
        Viewer a = viewers.get(from);
        Viewer b = viewers.get(to);
        return from != to
                && upload(a) > 0
                && a.island() == b.island()
                && Connectivity.possible(a.nat(), a.ipv6(), b.nat(), b.ipv6());
    }

    /** For each set of seeds: what the others upload, plus the rate of whom the set can serve. */
    private static long minimumCut(List<Viewer> viewers) {
        int size = viewers.size();
        int[] servedBy = new int[size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                servedBy[from] |= serves(viewers, from, to) ? 1 << to : 0;
            }
        }
        long minimum = Long.MAX_VALUE;
        for (int set = 0; set < 1 << size; set++) {
            long cut = 0;
            int served = 0;
            for (int i = 0; i < size; i++) {
                if ((set >> i & 1) == 0) {
                    cut += upload(viewers.get(i));
                } else {
                    served |= servedBy[i];
                }
            }
            minimum = Math.min(minimum, cut + RATE * Integer.bitCount(served));
        }
        return minimum;
    }

    private static int sourceComponents(List<Viewer> viewers) {
        int size = viewers.size();
        boolean[][] reaches = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                reaches[i][j] = i == j || serves(viewers, i, j);
            }
        }
        for (int via = 0; via < size; via++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    reaches[i][j] |= reaches[i][via] && reaches[via][j];
                }
            }
        }
        int components = 0;
        for (int j = 0; j < size; j++) {
            boolean source = true;
            boolean first = true;
            for (int i = 0; i < size; i++) {
                source &= !reaches[i][j] || reaches[j][i];
                first &= i >= j || !(reaches[i][j] && reaches[j][i]);
            }
            components += source && first ? 1 : 0;
        }
        return components;
    }
}
