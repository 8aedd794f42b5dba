package dev.tributary.live;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rooms for the lab that nobody tuned, drawn from the distribution that docs/fidelity.md states. A
 * seed and a number give the same room for ever, as changes of the scenario {@link #BASE}.
 */
public final class RandomLab {
    /** The scenario of the library that is changed. */
    public static final String BASE = "lab-12";

    private static final int PERCENT = 100;

    /** Viewers times rate, of which two cores carry this much in real time. */
    private static final double ROOM_MBPS = 60;

    /** Joins, of which each is a dozen handshakes, that the same cores carry. */
    private static final double JOINS_PER_SECOND = 2;

    private static final double RAMP_SECONDS_MIN = 10;
    private static final double MBPS_MIN = 0.4;
    private static final double MBPS_MAX = 4;
    private static final int VIEWERS_MIN = 8;
    private static final int VIEWERS_MAX = 100;

    private static final List<String> PRESETS =
            List.of("cn-2020", "cn-2025", "global", "europe-2025", "us-2021");

    private final List<String> sets = new ArrayList<>();
    private final Rng rng;

    private RandomLab(int seed, int number) {
        rng = new Rng(Rng.mix(Rng.mix(seed) + number));
    }

    /**
     * Returns a room as overrides {@code key=value} of the base scenario.
     *
     * @param seed of the series of rooms
     * @param number of the room in the series, from 1
     */
    public static List<String> room(int seed, int number) {
        Check.range("number", number, 1, Integer.MAX_VALUE);
        RandomLab room = new RandomLab(seed, number);
        room.drawAudience();
        room.drawNetwork();
        room.drawProtocol();
        room.set("run.seed=%d", 1 + room.rng.nextInt(1_000_000));
        return List.copyOf(room.sets);
    }

    private void drawAudience() {
        double viewers = between(VIEWERS_MIN, VIEWERS_MAX);
        double most = Math.min(MBPS_MAX, ROOM_MBPS / viewers);
        set("audience.viewers=%d", (int) viewers);
        double ramp = Math.max(RAMP_SECONDS_MIN, viewers / JOINS_PER_SECOND);
        set("audience.ramp=%.0f s", ramp);
        set("run.warmUp=%.0f s", ramp + RAMP_SECONDS_MIN);
        set("stream.bitrate=%.2f Mbps", between(MBPS_MIN, most));
        set("audience.sessions=%s", chance(30) ? "forever" : exponential());
        int mobile = rng.nextInt(61);
        set(
                "audience.devices={pc: %d %%, tv: 0 %%, mobile: %d %%,"
                        + " cellular: %d %% of mobile, wifi: %d %% of fixed}",
                PERCENT - mobile, mobile, rng.nextInt(61), rng.nextInt(81));
    }

    private String exponential() {
        return String.format(Locale.ROOT, "{exponential: %.0f s}", between(30, 300));
    }

    private void drawNetwork() {
        set("network.preset=%s", PRESETS.get(rng.nextInt(PRESETS.size())));
        if (chance(50)) {
            set("network.nat={OPEN: 10 %%, FC: 30 %%, AR: 10 %%, PR: 50 %%}");
        }
        if (chance(50)) {
            set("network.loss.sameIsp=%.2f %%", uniform(0, 0.5));
            set("network.loss.crossIsp=%.2f %%", uniform(0, 1.5));
        }
        if (chance(50)) {
            set(
                    "network.access=[{down: 50 Mbps, up: %.1f Mbps, share: 50 %%},"
                            + "{down: 200 Mbps, up: %.1f Mbps, share: 50 %%}]",
                    between(1, 10), between(5, 50));
        }
    }

    private void drawProtocol() {
        set("protocol.subStreams=%d", 2 + rng.nextInt(7));
        set("protocol.relayDepth=%d", chance(60) ? 1 : 2 + rng.nextInt(2));
        if (chance(30)) {
            set("protocol.baseStream=%d %%", 30 + rng.nextInt(41));
        }
    }

    private void set(String key, Object... values) {
        sets.add(String.format(Locale.ROOT, key, values));
    }

    private boolean chance(int percent) {
        return rng.nextInt(PERCENT) < percent;
    }

    private double uniform(double low, double high) {
        return low + (high - low) * rng.nextInt(1_000_001) / 1e6;
    }

    /** Returns a value that is as often in one octave as in another. */
    private double between(double low, double high) {
        return low * StrictMath.exp(uniform(0, StrictMath.log(high / low)));
    }
}
