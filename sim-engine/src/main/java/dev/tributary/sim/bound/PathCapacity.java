package dev.tributary.sim.bound;

import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.Mathis;
import dev.tributary.sim.net.PathConfig;
import dev.tributary.sim.net.PathModel;
import dev.tributary.sim.net.Site;

/**
 * How much of a sub-stream a path carries: what congestion control lets through (Mathis), less
 * headers and what is sent again, over the rate of a sub-stream, or over that of a slice within the
 * buffer where that is more.
 */
final class PathCapacity {
    /** Payload of a full packet. */
    private static final int SEGMENT_BYTES = 1200;

    private static final double NANOS_PER_MILLI = 1e6;

    /** Both access legs of a pair at their slowest, and a core that no room of ours will draw. */
    private static final double SLOW_LEGS_NANOS = 200e6;

    private static final double FAR_SIGMAS = 5;

    private final PathModel paths;
    private final PathConfig config;

    /** Bits per second, headers included, that a feed needs of a path without loss, at least. */
    private final double feedRate;

    private final boolean ample;

    PathCapacity(PathModel paths, PathConfig config, double payloadShare, RoomSettings room) {
        this.paths = paths;
        this.config = config;
        double slice = room.bitrateKbps() * (double) room.layout().sliceMillis();
        double round = room.layout().subStreams() * (double) room.layout().sliceMillis();
        double within = Math.min(round, room.playout().bufferMillis());
        feedRate = 1e3 * slice / within / payloadShare / (1 + twice(room, round));
        ample = ample();
    }

    /**
     * Which part of a round two paths may carry one sub-stream: before the line the backup is asked
     * for what is late, and who was given up still sends what its transport holds.
     */
    private static double twice(RoomSettings room, double roundMillis) {
        long nanos = Systems.all().of(room).feeds().repairNanos(room) + PeerConfig.HELD_NANOS;
        return Math.min(1, nanos / NANOS_PER_MILLI / roundMillis);
    }

    private boolean ample() {
        PathConfig.CoreRtt[] cores = {
            config.sameCitySameIsp(), config.sameCityCrossIsp(), config.crossProvince()
        };
        double far = 0;
        for (PathConfig.CoreRtt core : cores) {
            far = Math.max(far, quantileNanos(core, FAR_SIGMAS));
        }
        double loss = Math.max(config.lossIntraIsp(), config.lossCrossIsp());
        return part((long) (far + SLOW_LEGS_NANOS), loss) >= 1;
    }

    /** Returns whether every path carries a whole sub-stream. */
    boolean everywhereAmple() {
        return ample;
    }

    /** Returns how many sub-streams the path between two viewers carries, or the part of one. */
    double between(Site one, Site other) {
        return part(paths.rttNanos(one, other), paths.lossProbability(one, other));
    }

    /**
     * Returns the same for the best path of a viewer in a large room, one that is drawn once among
     * so many, without access legs. A normal variable exceeds z with {@code exp(-z^2 / 2) / 2} at
     * most.
     */
    double best(int viewers) {
        double sigmas = StrictMath.sqrt(2 * StrictMath.log(Math.max(1, viewers / 2.0)));
        double same = part(sigmas, config.sameCitySameIsp(), config.lossIntraIsp());
        double provider = part(sigmas, config.sameCityCrossIsp(), config.lossCrossIsp());
        double loss = Math.min(config.lossIntraIsp(), config.lossCrossIsp());
        return Math.max(Math.max(same, provider), part(sigmas, config.crossProvince(), loss));
    }

    private double part(double sigmas, PathConfig.CoreRtt core, double loss) {
        double nanos = quantileNanos(core, -sigmas) - config.coreAccessNanos();
        return part((long) Math.max(PathModel.CORE_NANOS_MIN, nanos), loss);
    }

    private static double quantileNanos(PathConfig.CoreRtt core, double sigmas) {
        return StrictMath.exp(core.mu() + sigmas * core.sigma()) * NANOS_PER_MILLI;
    }

    private double part(long rttNanos, double loss) {
        long rate = Mathis.bitsPerSecond(SEGMENT_BYTES, rttNanos, loss);
        return rate == AccessLink.UNLIMITED
                ? Double.POSITIVE_INFINITY
                : rate * (1 - loss) / feedRate;
    }
}
