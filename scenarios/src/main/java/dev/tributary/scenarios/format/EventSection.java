package dev.tributary.scenarios.format;

import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.PlannedEvent.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The key {@code events}. */
final class EventSection {
    static final Map<String, Kind> KINDS =
            Map.of(
                    "cut-p2p", Kind.CUT_P2P,
                    "restore-p2p", Kind.RESTORE_P2P,
                    "mass-leave", Kind.MASS_LEAVE,
                    "flash-crowd", Kind.FLASH_CROWD,
                    "cdn-outage", Kind.CDN_OUTAGE);

    private static final int EVENTS_MAX = 1_000;
    private static final Range SECONDS = new Range(0, 1_300_000);

    private EventSection() {}

    static List<PlannedEvent> read(Fields root, double endSeconds) {
        List<PlannedEvent> events = new ArrayList<>();
        List<Node> items = root.items("events");
        if (items.size() > EVENTS_MAX) {
            root.problems()
                    .add(
                            root.place("events"),
                            items.size() + " events",
                            "write at most " + EVENTS_MAX);
            return List.of();
        }
        for (Node item : items) {
            events.add(event(root.item("events", item), endSeconds));
        }
        events.sort(Comparator.comparingDouble(PlannedEvent::atSeconds));
        return events;
    }

    private static PlannedEvent event(Fields fields, double end) {
        fields.require("at");
        fields.require("do");
        double at = fields.quantity("at", Quantity.SECONDS, 0, SECONDS);
        if (at >= end) {
            fields.problems()
                    .add(
                            fields.place("at"),
                            "the event comes after the end of the run",
                            "write a time below warmUp + duration = "
                                    + Quantity.SECONDS.print(end));
        }
        Kind kind = fields.choice("do", KINDS, Kind.CUT_P2P);
        double amount = 0;
        double over = 0;
        switch (kind) {
            case MASS_LEAVE -> {
                fields.require("share");
                amount = fields.quantity("share", Quantity.SHARE, 0, Range.SHARE);
                over = fields.quantity("over", Quantity.SECONDS, 0, SECONDS);
            }
            case FLASH_CROWD -> {
                fields.require("viewers");
                amount = fields.integer("viewers", 1, 1, 10_000_000);
                over = fields.quantity("over", Quantity.SECONDS, 0, SECONDS);
            }
            case CDN_OUTAGE -> {
                fields.require("for");
                over = fields.quantity("for", Quantity.SECONDS, 0, SECONDS);
            }
            case CUT_P2P, RESTORE_P2P -> {}
        }
        fields.close();
        return new PlannedEvent(at, kind, amount, over);
    }
}
