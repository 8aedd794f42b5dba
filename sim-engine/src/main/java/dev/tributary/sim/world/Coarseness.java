package dev.tributary.sim.world;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.Mathis;

/**
 * How long a message of media takes on a slow path. A receiver passes a message on when all of it
 * has come, so a run whose messages are coarse for its paths shares too little (docs/models.md).
 */
public final class Coarseness {
    /** Measured: harmless at half a second, 25 points of sharing ratio lost at two. */
    private static final double HARMLESS_SECONDS = 1;

    private static final double NANOS_PER_MILLI = 1e6;

    private Coarseness() {}

    /** Returns seconds of a message between regions and providers, at the median round trip. */
    public static double messageSeconds(Scenario scenario) {
        NetworkSpec.RttSpec rtt = scenario.network().rtt();
        double millis =
                rtt.fixedMillis() > 0 ? rtt.fixedMillis() : StrictMath.exp(rtt.crossZone().mu());
        long rate =
                Mathis.bitsPerSecond(
                        Connection.SEGMENT_BYTES,
                        (long) (millis * NANOS_PER_MILLI),
                        scenario.network().loss().crossIsp());
        if (rate == AccessLink.UNLIMITED || !scenario.room().peering()) {
            return 0;
        }
        double slice =
                scenario.media().bitrateKbps() * (double) scenario.room().layout().sliceMillis();
        double frame = scenario.room().upload().frameChunks() * 8.0 * RoomSettings.CHUNK_BYTES;
        return Math.min(slice, frame) / rate;
    }

    /** Returns whether messages are so long that finer ones would give another result. */
    public static boolean misleads(Scenario scenario) {
        return messageSeconds(scenario) > HARMLESS_SECONDS;
    }
}
