package dev.tributary.sim.net;

import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;

/**
 * Round trips, one-way delays and loss probabilities between sites (theory.md 2.6).
 *
 * <p>The round trip of a pair is both access legs plus a core drawn once per pair by a stateless
 * hash: equal in both directions, whenever and however often it is asked, and in every variant of a
 * run with the same seed. It costs a few hundred nanoseconds: ask once per link and keep it.
 */
public final class PathModel {
    /** Two hosts at one exchange still cross a switch or two. */
    public static final long CORE_NANOS_MIN = 200_000L;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long PURPOSE = Randomness.purposeKey("net.core-rtt");

    private final Randomness randomness;
    private final PathConfig config;

    /** A model whose pair draws come from the run's randomness. */
    public PathModel(Randomness randomness, PathConfig config) {
        this.randomness = randomness;
        this.config = config;
    }

    /** The round trip between two different sites without queueing and jitter. */
    public long rttNanos(Site a, Site b) {
        return a.accessNanos() + b.accessNanos() + coreNanos(a, b);
    }

    /** The probability that one packet is lost, in either direction. */
    public double lossProbability(Site a, Site b) {
        return lossProbability(a.isp() == b.isp());
    }

    /** As {@link #lossProbability(Site, Site)}, for two sites of one operator or of two. */
    public double lossProbability(boolean oneIsp) {
        return oneIsp ? config.lossIntraIsp() : config.lossCrossIsp();
    }

    /**
     * Propagation of one message: half the round trip, stretched by exponential jitter, so later
     * messages may overtake.
     */
    public long oneWayNanos(RandomStream stream, long rttNanos) {
        double jitter = stream.exponential(config.jitterMean());
        return (long) (rttNanos / 2.0 * (1 + jitter));
    }

    private long coreNanos(Site a, Site b) {
        PathConfig.CoreRtt core = core(a, b);
        long low = Math.min(a.id(), b.id());
        long high = Math.max(a.id(), b.id());
        RandomStream pair = new RandomStream(randomness.hash(PURPOSE, low, high));
        long measured = (long) (pair.lognormal(core.mu(), core.sigma()) * NANOS_PER_MILLI);
        return Math.max(CORE_NANOS_MIN, measured - config.coreAccessNanos());
    }

    private PathConfig.CoreRtt core(Site a, Site b) {
        if (a.region() != b.region()) {
            return config.crossProvince();
        }
        return a.isp() == b.isp() ? config.sameCitySameIsp() : config.sameCityCrossIsp();
    }
}
