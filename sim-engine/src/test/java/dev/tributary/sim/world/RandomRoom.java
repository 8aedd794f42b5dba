package dev.tributary.sim.world;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.Draw;
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

    private final Draw draw;
    private final boolean pushed;

    private RandomRoom(int number) {
        draw = new Draw(number, SMALL);
        pushed = draw.chance(80);
    }

    /** Returns a room by its number. */
    static Scenario of(int number, String... more) {
        RandomRoom room = new RandomRoom(number);
        room.drawAudience();
        room.drawNetwork();
        room.drawProtocol();
        return Rooms.library(
                room.pushed ? "douyu-six" : "random-push", Rooms.join(room.draw.keys(), more));
    }

    /** Returns how a room differs from its scenario in the library, as overrides. */
    static String told(int number) {
        RandomRoom room = new RandomRoom(number);
        room.drawAudience();
        room.drawNetwork();
        room.drawProtocol();
        List<String> drawn = room.draw.drawn();
        return (room.pushed ? "douyu " : "random-push ") + String.join(" ", drawn);
    }

    private void drawAudience() {
        draw.set("audience.viewers=%d", (int) draw.between(30, 150));
        draw.set("audience.sessions=%s", draw.chance(30) ? "forever" : exponential());
        int mobile = draw.nextInt(61);
        draw.set(
                "audience.devices={pc: %d %%, tv: 0 %%, mobile: %d %%,"
                        + " cellular: %d %% of mobile, wifi: %d %% of fixed}",
                100 - mobile, mobile, draw.nextInt(61), draw.nextInt(81));
        draw.set("stream.bitrate=%.1f Mbps", draw.between(0.8, 6));
    }

    private String exponential() {
        return String.format(Locale.ROOT, "{exponential: %.0f s}", draw.between(60, 600));
    }

    private void drawNetwork() {
        draw.set("network.preset=%s", List.of("cn-2020", "cn-2025", "global").get(draw.nextInt(3)));
        if (draw.chance(50)) {
            double same = draw.between(3, 40);
            double provider = same * draw.uniform(1, 3);
            draw.set("network.rtt.sameIsp={median: %.1f ms, sigma: 0.3}", same);
            draw.set("network.rtt.crossIsp={median: %.1f ms, sigma: 0.3}", provider);
            draw.set(
                    "network.rtt.crossZone={median: %.1f ms, sigma: 0.3}",
                    provider * draw.uniform(1, 3));
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
        if (pushed && draw.chance(30)) {
            draw.set("protocol.baseStream=%d %%", 30 + draw.nextInt(41));
        }
    }
}
