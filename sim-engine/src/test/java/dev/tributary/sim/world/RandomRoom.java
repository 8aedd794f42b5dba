package dev.tributary.sim.world;

import dev.tributary.core.base.Rng;
import dev.tributary.scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rooms that nobody tuned, drawn from the distribution that docs/models.md states; a number draws
 * the same room for ever.
 */
final class RandomRoom {
    private static final String[] SMALL = {
        "audience.ramp=10 s", "run.warmUp=40 s", "run.duration=80 s", "events=[]"
    };

    private final List<String> keys = new ArrayList<>(List.of(SMALL));
    private final Rng rng;
    private final boolean pushed;

    private RandomRoom(int number) {
        rng = new Rng(number);
        pushed = chance(80);
    }

    /** Returns a room by its number. */
    static Scenario of(int number, String... more) {
        RandomRoom room = new RandomRoom(number);
        room.drawAudience();
        room.drawNetwork();
        room.drawProtocol();
        return Rooms.library(
                room.pushed ? "douyu-six" : "random-push",
                Rooms.join(room.keys.toArray(String[]::new), more));
    }

    /** Returns how a room differs from its scenario in the library, as overrides. */
    static String told(int number) {
        RandomRoom room = new RandomRoom(number);
        room.drawAudience();
        room.drawNetwork();
        room.drawProtocol();
        List<String> drawn = room.keys.subList(SMALL.length, room.keys.size());
        return (room.pushed ? "douyu " : "random-push ") + String.join(" ", drawn);
    }

    private void drawAudience() {
        set("audience.viewers=%d", (int) between(30, 150));
        set("audience.sessions=%s", chance(30) ? "forever" : exponential());
        int mobile = rng.nextInt(61);
        set(
                "audience.devices={pc: %d %%, tv: 0 %%, mobile: %d %%,"
                        + " cellular: %d %% of mobile, wifi: %d %% of fixed}",
                100 - mobile, mobile, rng.nextInt(61), rng.nextInt(81));
        set("stream.bitrate=%.1f Mbps", between(0.8, 6));
    }

    private String exponential() {
        return String.format(Locale.ROOT, "{exponential: %.0f s}", between(60, 600));
    }

    private void drawNetwork() {
        set("network.preset=%s", List.of("cn-2020", "cn-2025", "global").get(rng.nextInt(3)));
        if (chance(50)) {
            double same = between(3, 40);
            double provider = same * uniform(1, 3);
            set("network.rtt.sameIsp={median: %.1f ms, sigma: 0.3}", same);
            set("network.rtt.crossIsp={median: %.1f ms, sigma: 0.3}", provider);
            set("network.rtt.crossZone={median: %.1f ms, sigma: 0.3}", provider * uniform(1, 3));
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
        if (pushed && chance(30)) {
            set("protocol.baseStream=%d %%", 30 + rng.nextInt(41));
        }
    }

    private void set(String key, Object... values) {
        keys.add(String.format(Locale.ROOT, key, values));
    }

    private boolean chance(int percent) {
        return rng.nextInt(100) < percent;
    }

    private double uniform(double low, double high) {
        return low + (high - low) * rng.nextInt(1_000_001) / 1e6;
    }

    /** Returns a value that is as often in one octave as in another. */
    private double between(double low, double high) {
        return low * StrictMath.exp(uniform(0, StrictMath.log(high / low)));
    }
}
