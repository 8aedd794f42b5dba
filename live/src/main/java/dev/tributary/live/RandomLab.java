package dev.tributary.live;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Rng;
import dev.tributary.scenarios.format.Draw;
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

    private final Draw draw;

    private RandomLab(int seed, int number) {
        draw = new Draw(Rng.mix(Rng.mix(seed) + number));
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
        room.draw.set("run.seed=%d", 1 + room.draw.nextInt(1_000_000));
        return room.draw.drawn();
    }

    private void drawAudience() {
        double viewers = draw.between(VIEWERS_MIN, VIEWERS_MAX);
        double most = Math.min(MBPS_MAX, ROOM_MBPS / viewers);
        draw.set("audience.viewers=%d", (int) viewers);
        double ramp = Math.max(RAMP_SECONDS_MIN, viewers / JOINS_PER_SECOND);
        draw.set("audience.ramp=%.0f s", ramp);
        draw.set("run.warmUp=%.0f s", ramp + RAMP_SECONDS_MIN);
        draw.set("stream.bitrate=%.2f Mbps", draw.between(MBPS_MIN, most));
        draw.set("audience.sessions=%s", draw.chance(30) ? "forever" : exponential());
        int mobile = draw.nextInt(61);
        draw.set(
                "audience.devices={pc: %d %%, tv: 0 %%, mobile: %d %%,"
                        + " cellular: %d %% of mobile, wifi: %d %% of fixed}",
                PERCENT - mobile, mobile, draw.nextInt(61), draw.nextInt(81));
    }

    private String exponential() {
        return String.format(Locale.ROOT, "{exponential: %.0f s}", draw.between(30, 300));
    }

    private void drawNetwork() {
        draw.set("network.preset=%s", PRESETS.get(draw.nextInt(PRESETS.size())));
        if (draw.chance(50)) {
            draw.set("network.nat={OPEN: 10 %%, FC: 30 %%, AR: 10 %%, PR: 50 %%}");
        }
        if (draw.chance(50)) {
            draw.set("network.loss.sameIsp=%.2f %%", draw.uniform(0, 0.5));
            draw.set("network.loss.crossIsp=%.2f %%", draw.uniform(0, 1.5));
        }
        if (draw.chance(50)) {
            draw.set(
                    "network.access=[{down: 50 Mbps, up: %.1f Mbps, share: 50 %%},"
                            + "{down: 200 Mbps, up: %.1f Mbps, share: 50 %%}]",
                    draw.between(1, 10), draw.between(5, 50));
        }
    }

    private void drawProtocol() {
        draw.set("protocol.subStreams=%d", 2 + draw.nextInt(7));
        draw.set("protocol.relayDepth=%d", draw.chance(60) ? 1 : 2 + draw.nextInt(2));
        if (draw.chance(30)) {
            draw.set("protocol.baseStream=%d %%", 30 + draw.nextInt(41));
        }
    }
}
