package dev.tributary.sim.world;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.audience.Traits;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.Mathis;
import dev.tributary.sim.net.PathModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Whether a run in whole slices may be believed. A receiver passes a message on when all of it has
 * come, so a run whose messages are coarse for its paths, or whose uplinks have nothing to spare,
 * shares too little. The rule was learned from rooms that nobody tuned (docs/models.md, how coarse
 * may a run be), whose viewers and paths are drawn here as in a run.
 *
 * @param frames whether messages are frames, as the real transports send them
 * @param messageSeconds how long a message takes on the slower paths, those of one pair in ten;
 *     access legs included
 * @param supply receivers that all seeds together can feed, for each that needs to be fed; of a
 *     room below 200 viewers what 39 of 40 such rooms have, since it may draw few good lines
 * @param chains whether media crosses several viewers, each of which waits for whole messages
 * @param unlearned the keys of what the rooms that the rule was learned from did not have; empty
 *     where there is none
 */
public record Coarseness(
        boolean frames, double messageSeconds, double supply, boolean chains, String unlearned) {
    /** Longest message, and least supply, at which 0 of the rooms differed by half a point. */
    private static final double HARMLESS_SECONDS = 1.25;

    private static final double AMPLE_SUPPLY = 1.3;

    private static final int VIEWERS = 200;

    /** The rule was learned from smaller rooms than this, and one of 43 viewers was too poor. */
    private static final int SMALL_ROOM = 200;

    private static final int PAIRS = 1_000;

    /** Looks at the messages of a scenario: at whole slices where it leaves the choice. */
    public static Coarseness of(Scenario scenario) {
        if (!scenario.room().peering()) {
            return new Coarseness(false, 0, Double.POSITIVE_INFINITY, false, "");
        }
        if (scenario.room().system().profile().pulls()) {
            // Whoever asked for a piece passes it on when all of it is here, however it came.
            boolean frames = chunks(scenario) == RoomSettings.BLOCK_CHUNKS;
            return new Coarseness(frames, 0, Double.POSITIVE_INFINITY, false, unlearned(scenario));
        }
        Randomness randomness = new Randomness(0);
        List<Traits> viewers = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(
                    Traits.draw(
                            i,
                            randomness.stream("coarseness", i),
                            scenario.network(),
                            scenario.audience().devices(),
                            Crowd.ORDINARY));
        }
        return new Coarseness(
                chunks(scenario) == RoomSettings.BLOCK_CHUNKS,
                messageSeconds(scenario, viewers, randomness),
                supply(scenario, viewers),
                chains(scenario.room()),
                unlearned(scenario));
    }

    private static boolean chains(RoomSettings room) {
        return !room.system().profile().strictSeeds()
                || room.system().value(SwarmKnob.RELAY_DEPTH) > 1
                || room.system().value(SwarmKnob.BASE_STREAM) > 0;
    }

    private static String unlearned(Scenario scenario) {
        NetworkSpec network = scenario.network();
        List<String> keys = new ArrayList<>();
        MediaLayout layout = scenario.room().layout();
        boolean pulls = scenario.room().system().profile().pulls();
        if (!pulls && layout.sliceMillis() != MediaLayout.SECOND) {
            keys.add("protocol.slice");
        }
        if (network.variation().cellularSigma() > 0 || network.variation().wifiSigma() > 0) {
            keys.add("network.variation");
        }
        if (network.crossTraffic().share() > 0) {
            keys.add("network.crossTraffic");
        }
        if (network.interProviderMbps() > 0) {
            keys.add("network.interProvider");
        }
        return String.join(", ", keys);
    }

    private static double supply(Scenario scenario, List<Traits> viewers) {
        SummaryStatistics receivers = new SummaryStatistics();
        for (Traits viewer : viewers) {
            Capabilities able = viewer.capabilities();
            boolean ipv6 = able.ipv6() && scenario.room().ipv6();
            boolean seeds =
                    Connectivity.maySeed(
                            able.nat(), ipv6, able.cellular(), scenario.symmetricSeeds());
            receivers.addValue(seeds ? scenario.room().fanOut(able.uplinkKbps()) : 0);
        }
        int needed = scenario.room().layout().subStreams() - 1;
        double present = scenario.audience().viewersMax(scenario.run().endSeconds());
        double lack =
                present < SMALL_ROOM
                        ? 2 * receivers.getStandardDeviation() / Math.sqrt(Math.max(1, present))
                        : 0;
        return Math.max(0, receivers.getMean() - lack) / Math.max(1, needed);
    }

    private static double messageSeconds(
            Scenario scenario, List<Traits> viewers, Randomness randomness) {
        PathModel paths = new PathModel(randomness, Parameters.paths(scenario.network()));
        double[] seconds = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            Traits from = viewers.get(i % viewers.size());
            Traits to = viewers.get((i + 1 + i / viewers.size()) % viewers.size());
            long rate =
                    Mathis.bitsPerSecond(
                            Connection.SEGMENT_BYTES,
                            paths.rttNanos(from.site(), to.site()),
                            paths.lossProbability(from.site(), to.site()));
            seconds[i] = rate == AccessLink.UNLIMITED ? 0 : messageBits(scenario) / rate;
        }
        Arrays.sort(seconds);
        return seconds[PAIRS * 9 / 10];
    }

    private static double messageBits(Scenario scenario) {
        double slice =
                scenario.media().bitrateKbps() * (double) scenario.room().layout().sliceMillis();
        return Math.min(slice, chunks(scenario) * 8.0 * RoomSettings.CHUNK_BYTES);
    }

    private static int chunks(Scenario scenario) {
        return scenario.autoGranularity()
                ? Scenario.SLICE_CHUNKS
                : scenario.room().upload().frameChunks();
    }

    /**
     * Returns a scenario with the messages that are to be simulated: of one that leaves the choice,
     * whole slices where they are harmless, and frames elsewhere.
     */
    public static Scenario settled(Scenario scenario) {
        return scenario.autoGranularity() ? settled(scenario, !of(scenario).harmless()) : scenario;
    }

    /** Returns a scenario that leaves the choice with frames, or with whole slices. */
    public static Scenario settled(Scenario scenario, boolean frames) {
        return scenario.withGranularity(frames ? RoomSettings.BLOCK_CHUNKS : Scenario.SLICE_CHUNKS);
    }

    /** Returns why its messages mislead, in words; empty where they do not. */
    public String why() {
        List<String> reasons = new ArrayList<>();
        if (chains) {
            reasons.add("media crosses several viewers, each of which waits for whole messages");
        }
        if (!unlearned.isEmpty()) {
            reasons.add("they were not tried with " + unlearned);
        }
        if (messageSeconds > HARMLESS_SECONDS) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "a message takes %.1f s on the slower paths, at most %.2f s is harmless",
                            messageSeconds,
                            HARMLESS_SECONDS));
        }
        if (supply < AMPLE_SUPPLY) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "the seeds can feed %.2f receivers, less what a room of this size may"
                                    + " lack by chance, for each that is to be fed, %.1f are"
                                    + " enough",
                            supply,
                            AMPLE_SUPPLY));
        }
        return String.join("; ", reasons);
    }

    /** Returns whether finer messages would give the same result. */
    public boolean harmless() {
        boolean known = !chains && unlearned.isEmpty();
        return frames || (known && messageSeconds <= HARMLESS_SECONDS && supply >= AMPLE_SUPPLY);
    }
}
