package dev.tributary.sim.world;

import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.RunSpec;
import dev.tributary.scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a scenario keeps its viewers from sharing and is not in their bound, so that nobody takes
 * the limit that the bound names for the reason of what a run shared (docs/models.md, bounds).
 */
final class NotCounted {
    /** Connecting, or a round trip, that takes so much longer than usual. */
    private static final double SLOW_SECONDS = 1;

    private static final double KBPS_PER_MBPS = 1_000;

    private NotCounted() {}

    /** Returns each in words, with the key or the time that says so. */
    static List<String> in(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        network(scenario.network(), lines);
        CdnSpec cdn = scenario.cdn();
        boolean limited = cdn.viewerMbps() > 0;
        if (limited && cdn.viewerMbps() * KBPS_PER_MBPS < scenario.room().bitrateKbps()) {
            lines.add("an edge slower than the stream (cdn.perViewer)");
        }
        events(scenario, lines);
        return lines;
    }

    private static void network(NetworkSpec network, List<String> lines) {
        if (network.crossTraffic().share() > 0 && network.crossTraffic().leaves() < 1) {
            lines.add("other uploads (network.crossTraffic)");
        }
        if (network.variation().cellularSigma() > 0 || network.variation().wifiSigma() > 0) {
            lines.add("lines that vary (network.variation)");
        }
        if (network.interProviderMbps() > 0) {
            lines.add("what providers exchange (network.interProvider)");
        }
        if (network.rtt().fixedMillis() >= SLOW_SECONDS * 1_000) {
            lines.add("long round trips (network.rtt.fixed)");
        }
        if (network.ice().fixedConnectSeconds() >= SLOW_SECONDS) {
            lines.add("slow connecting (network.ice.fixedConnect)");
        }
    }

    private static void events(Scenario scenario, List<String> lines) {
        RunSpec run = scenario.run();
        List<PlannedEvent> events = scenario.events();
        for (int i = 0; i < events.size(); i++) {
            PlannedEvent event = events.get(i);
            double until =
                    switch (event.kind()) {
                        case CUT_P2P -> restored(events.subList(i, events.size()));
                        case TRACKER_OUTAGE -> event.atSeconds() + event.overSeconds();
                        default -> 0;
                    };
            if (until > run.warmUpSeconds() && event.atSeconds() < run.endSeconds()) {
                boolean cut = event.kind() == PlannedEvent.Kind.CUT_P2P;
                String time = Quantity.SECONDS.print(event.atSeconds());
                lines.add((cut ? "cut-p2p at " : "tracker-outage at ") + time);
            }
        }
    }

    /** Returns when links come up again, seconds. */
    private static double restored(List<PlannedEvent> following) {
        return following.stream()
                .filter(event -> event.kind() == PlannedEvent.Kind.RESTORE_P2P)
                .mapToDouble(PlannedEvent::atSeconds)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
