package dev.tributary.sim.world;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.measure.Bound;
import dev.tributary.sim.net.PoolBound;
import dev.tributary.sim.net.PoolCensus;

/**
 * Who is in the room, and the ceiling that follows (theory.md 1.2(b) and 1.5): the mean over the
 * measured time of the pool's bound, and the share that the plan takes from the CDN anyway.
 */
final class Census {
    private final RoomSettings settings;
    private final PoolCensus pool;
    private double weight;
    private double weightedPool;
    private double weightedFlow;
    private double weightedCopies;

    Census(RoomSettings settings, SymmetricSeeds symmetric) {
        this.settings = settings;
        pool = new PoolCensus(1, symmetric);
    }

    void enter(ViewerNode viewer) {
        pool.enter(member(viewer));
    }

    void leave(ViewerNode viewer) {
        pool.leave(member(viewer));
    }

    private PoolCensus.Viewer member(ViewerNode viewer) {
        Capabilities c = viewer.capabilities();
        return new PoolCensus.Viewer(
                c.nat(), c.ipv6() && settings.ipv6(), c.cellular(), 0, c.uplinkKbps() * 1_000L);
    }

    /** Takes a sample of the room as it is now. */
    void sample() {
        PoolBound bound = pool.bound(settings.bitrateKbps() * 1_000L);
        if (bound.viewers() == 0) {
            return;
        }
        double n = bound.viewers();
        weight += n;
        weightedPool += n * bound.sigmaUpperBound();
        weightedCopies += bound.sourceComponents();
        double demand = n * settings.bitrateKbps() * 1_000;
        weightedFlow += n * bound.flowBitsPerSecond() / demand;
    }

    void reset() {
        weight = 0;
        weightedPool = 0;
        weightedCopies = 0;
        weightedFlow = 0;
    }

    /** Returns the ceiling over all samples since {@link #reset}. */
    Bound bound() {
        if (!settings.peering()) {
            return new Bound(0, "no peering");
        }
        double poolMax = weight == 0 ? 1 : weightedPool / weight;
        double copies = weight == 0 ? 1 : 1 - weightedCopies / weight;
        double flow = weight == 0 ? 1 : weightedFlow / weight;
        double planned = settings.system().sharingMax();
        if (planned <= poolMax) {
            return new Bound(planned, "CDN sub-stream");
        }
        return new Bound(poolMax, flow < copies ? "upload and connectivity" : "connectivity");
    }
}
