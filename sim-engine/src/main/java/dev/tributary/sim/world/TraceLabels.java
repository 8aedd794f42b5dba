package dev.tributary.sim.world;

import dev.tributary.measure.TraceEvent;
import dev.tributary.scenarios.PlannedEvent;
import java.util.List;

/** Says in words what the trace keeps as numbers. */
final class TraceLabels {
    /** The nodes that are no viewers, from -2 downwards. */
    private static final List<String> NODES =
            List.of("servers", "edge", "source", "agenda", "border");

    private static final String AGENDA = "agenda";

    private TraceLabels() {}

    static TraceEvent event(
            long number, long timeNanos, int node, int kind, long content, long hash) {
        String name = node(node);
        return new TraceEvent(number, timeNanos, name, kind(name, kind), content, hash);
    }

    private static String node(int node) {
        int place = -2 - node;
        return place < 0 ? "viewer-" + node : place < NODES.size() ? NODES.get(place) : "" + node;
    }

    private static String kind(String node, int kind) {
        if (kind < 0) {
            return "WAKE_UP";
        }
        return node.equals(AGENDA)
                ? PlannedEvent.Kind.values()[kind].name()
                : Delivery.Kind.values()[kind].name();
    }
}
