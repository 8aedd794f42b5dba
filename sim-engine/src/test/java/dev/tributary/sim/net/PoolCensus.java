package dev.tributary.sim.net;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is in a room right now, counted by class for {@link PoolBound} under the seed rule of {@link
 * Connectivity#maySeed}.
 */
public final class PoolCensus {
    private static final int NAT_TYPES = 7;

    private final SymmetricSeeds symmetric;
    private final int[] viewers;
    private final int[] seeds;
    private final long[] usableBitsPerSecond;

    /** An empty room whose viewers live on this many islands, numbered from 0. */
    public PoolCensus(int islands, SymmetricSeeds symmetric) {
        this.symmetric = symmetric;
        int classes = islands * NAT_TYPES * 2;
        viewers = new int[classes];
        seeds = new int[classes];
        usableBitsPerSecond = new long[classes];
    }

    /**
     * One viewer.
     *
     * @param nat IPv4 NAT
     * @param ipv6 has IPv6
     * @param cellular on a cellular network
     * @param island who cannot reach other islands, see {@link PoolClass#island}
     * @param usableBitsPerSecond upload that sharing may use, whether or not the rule allows it
     */
    public record Viewer(
            NatType nat, boolean ipv6, boolean cellular, int island, long usableBitsPerSecond) {}

    /** Counts a viewer in. */
    public void enter(Viewer viewer) {
        count(viewer, 1);
    }

    /** Counts a viewer out who entered with the same properties. */
    public void leave(Viewer viewer) {
        count(viewer, -1);
    }

    /** The bound for the present audience at a stream rate in bits per second. */
    public PoolBound bound(long streamBitsPerSecond) {
        List<PoolClass> classes = new ArrayList<>();
        for (int i = 0; i < viewers.length; i++) {
            if (viewers[i] > 0) {
                classes.add(poolClass(i));
            }
        }
        return PoolBound.of(classes, streamBitsPerSecond);
    }

    private PoolClass poolClass(int index) {
        boolean ipv6 = index % 2 == 1;
        NatType nat = NatType.values()[index / 2 % NAT_TYPES];
        int island = index / (2 * NAT_TYPES);
        return new PoolClass(
                nat, ipv6, island, viewers[index], seeds[index], usableBitsPerSecond[index]);
    }

    private void count(Viewer viewer, int sign) {
        int natAndIsland = viewer.island() * NAT_TYPES + viewer.nat().wireValue();
        int index = natAndIsland * 2 + (viewer.ipv6() ? 1 : 0);
        viewers[index] += sign;
        boolean seed =
                Connectivity.maySeed(viewer.nat(), viewer.ipv6(), viewer.cellular(), symmetric);
        if (seed && viewer.usableBitsPerSecond() > 0) {
            seeds[index] += sign;
            usableBitsPerSecond[index] += sign * viewer.usableBitsPerSecond();
        }
    }
}
