package dev.tributary.sim.world;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.Draw;
import java.util.List;

/**
 * Rooms of 5 to 30 viewers in which anything may be what limits sharing: lines, fan-out, budgets
 * and caps, NATs, IPv6 and failing attempts, paths, the base stream (docs/models.md, bounds); a
 * number draws the same room for ever.
 */
final class SmallRoom {
    private static final String[] SMALL = {
        "audience.ramp=5 s", "run.warmUp=40 s", "run.duration=60 s", "events=[]"
    };

    private final Draw draw;
    private final boolean planned;

    private SmallRoom(int number) {
        draw = new Draw(number, SMALL);
        planned = draw.chance(85);
        drawAudience();
        drawConnections();
        drawPaths();
        drawUpload();
        drawPlan();
    }

    /** Returns a room by its number. */
    static Scenario of(int number) {
        SmallRoom room = new SmallRoom(number);
        return Rooms.library(room.planned ? "douyu-six" : "random-push", room.draw.keys());
    }

    /** Returns how a room differs from its scenario in the library, as overrides. */
    static String told(int number) {
        SmallRoom room = new SmallRoom(number);
        return (room.planned ? "douyu " : "random-push ") + String.join(" ", room.draw.drawn());
    }

    private void drawAudience() {
        draw.set("audience.viewers=%d", 5 + draw.nextInt(26));
        boolean still = draw.chance(50);
        draw.set(
                "audience.sessions=%s",
                still ? "forever" : "{exponential: " + (60 + draw.nextInt(541)) + " s}");
        draw.set("audience.arrivals=%s", still ? "none" : draw.chance(50) ? "poisson" : "replace");
        int mobile = draw.nextInt(61);
        draw.set(
                "audience.devices={pc: %d %%, tv: 0 %%, mobile: %d %%,"
                        + " cellular: %d %% of mobile, wifi: %d %% of fixed}",
                100 - mobile, mobile, draw.nextInt(101), draw.nextInt(81));
        draw.set("stream.bitrate=%.1f Mbps", draw.between(0.8, 6));
    }

    private void drawConnections() {
        draw.set("network.preset=%s", List.of("cn-2020", "cn-2025", "global").get(draw.nextInt(3)));
        if (draw.chance(50)) {
            int open = draw.nextInt(101);
            int restricted = draw.nextInt(101 - open);
            int symmetric = draw.nextInt(101 - open - restricted);
            draw.set(
                    "network.nat={FC: %d %%, PR: %d %%, SYM: %d %%, BLK: %d %%}",
                    open, restricted, symmetric, 100 - open - restricted - symmetric);
        }
        draw.set("network.ipv6=%d %%", draw.chance(30) ? 0 : draw.nextInt(101));
        if (draw.chance(40)) {
            draw.set("network.connectSuccess=%d %%", draw.chance(10) ? 0 : draw.nextInt(101));
            draw.set("network.ipv6Success=%d %%", draw.chance(10) ? 0 : draw.nextInt(101));
        }
    }

    private void drawPaths() {
        if (draw.chance(30)) {
            draw.set("network.rtt.fixed=%.0f ms", draw.between(2, 300));
        } else if (draw.chance(50)) {
            double same = draw.between(3, 100);
            double provider = same * draw.uniform(1, 3);
            draw.set("network.rtt.sameIsp={median: %.1f ms, sigma: 0.3}", same);
            draw.set("network.rtt.crossIsp={median: %.1f ms, sigma: 0.3}", provider);
            draw.set("network.rtt.crossZone={median: %.1f ms, sigma: 0.3}", provider * 2);
        }
        if (draw.chance(50)) {
            draw.set("network.loss.sameIsp=%.2f %%", draw.uniform(0, 3));
            draw.set("network.loss.crossIsp=%.2f %%", draw.uniform(0, 6));
        }
    }

    private void drawUpload() {
        if (draw.chance(60)) {
            draw.set(
                    "network.access=[{down: 50 Mbps, up: %.1f Mbps, share: 50 %%},"
                            + "{down: 200 Mbps, up: %.1f Mbps, share: 50 %%}]",
                    draw.between(0.5, 10), draw.between(2, 50));
        }
        if (draw.chance(30)) {
            draw.set("network.uplinkUse.capFraction=%d %%", 20 + draw.nextInt(61));
        }
        if (draw.chance(40)) {
            draw.set("protocol.fanOut=%d", 1 + draw.nextInt(14));
        }
        if (draw.chance(30)) {
            draw.set("protocol.uploadBudget=%d %%", 10 + draw.nextInt(91));
        }
        if (draw.chance(30)) {
            draw.set("protocol.uploadPerDownload=%d %%", 20 + draw.nextInt(281));
        }
    }

    private void drawPlan() {
        draw.set(
                "protocol.subStreams=%d",
                draw.chance(80) ? 2 + draw.nextInt(7) : List.of(1, 12, 24).get(draw.nextInt(3)));
        draw.set("protocol.relayDepth=%d", draw.chance(60) ? 1 : 2 + draw.nextInt(2));
        draw.set("protocol.backups=%d", draw.nextInt(3));
        if (draw.chance(30)) {
            draw.set("protocol.baseStream=%d %%", 10 + draw.nextInt(61));
        }
        if (draw.chance(20)) {
            draw.set("protocol.assignment=random");
        }
    }
}
