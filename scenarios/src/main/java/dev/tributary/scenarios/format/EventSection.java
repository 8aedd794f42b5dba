package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.PlannedEvent.Clock;
import dev.tributary.scenarios.PlannedEvent.Kind;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key {@code events}. */
final class EventSection {
    private static final int EVENTS_MAX = 1_000;
    private static final Range SECONDS = new Range(0, 1_300_000);

    private static final Row<Double> AT =
            new Row<>(
                    "at", time(), "", "Run time, warm-up included; before the end of the run", "");
    private static final Row<Object> DO =
            new Row<>(
                    "do",
                    WordForm.of(Kind.class),
                    "",
                    "What happens; mass-leave and crash need share, flash-crowd viewers,"
                            + " cdn-outage, origin-restarts and tracker-outage for",
                    "");
    private static final Row<Double> SHARE =
            new Row<>(
                    "share",
                    Forms.share(),
                    "",
                    "mass-leave: share of viewers that leaves; crash: that vanishes without a word",
                    "");
    private static final Row<Long> VIEWERS =
            new Row<>(
                    "viewers",
                    new IntegerForm(1, 10_000_000),
                    "",
                    "flash-crowd: number of joiners",
                    "");
    private static final Row<Double> OVER =
            new Row<>(
                    "over",
                    time(),
                    "",
                    "mass-leave, flash-crowd: time over which it is spread, 0 s when left out",
                    "");
    private static final Row<Double> FOR =
            new Row<>(
                    "for",
                    time(),
                    "",
                    "cdn-outage, origin-restarts, tracker-outage: how long it is away",
                    "");
    private static final Row<Object> CLOCK =
            new Row<>(
                    "clock",
                    WordForm.of(Clock.class),
                    "",
                    "publisher-returns: media time goes on as if it had not been away, or begins"
                            + " at 0; kept when left out",
                    "");

    private static final Row<Crowd> CROWD =
            new Row<>(
                    "crowd",
                    Section.of(Crowd.class),
                    "",
                    "flash-crowd: what distinguishes those who join from the ordinary viewers",
                    "");

    private EventSection() {}

    private static QuantityForm time() {
        return new QuantityForm(Quantity.SECONDS, SECONDS, Optional.empty());
    }

    static List<Row<?>> rows() {
        return List.of(AT, DO, SHARE, VIEWERS, OVER, FOR, CLOCK, CROWD);
    }

    static Map<String, Object> schema() {
        Map<String, Object> event = SchemaParts.object(rows(), List.of(AT.name(), DO.name()));
        return SchemaParts.list(event, 0, EVENTS_MAX);
    }

    private record Placed(PlannedEvent event, Place place) {}

    /**
     * Reads the events, in their order.
     *
     * @param endSeconds when the run ends
     * @param isps number of providers of the network
     */
    static List<PlannedEvent> read(Fields root, double endSeconds, int isps) {
        int wrongBefore = root.problems().count();
        List<Placed> events = new ArrayList<>();
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
            events.add(
                    new Placed(event(root.item("events", item), endSeconds, isps), item.place()));
        }
        events.sort(Comparator.comparing(Placed::event, PlannedEvent.ORDER));
        EventOrder order = new EventOrder(root.problems());
        if (root.problems().count() == wrongBefore) {
            // What follows from an event that cannot be read is no mistake of its own.
            events.forEach(placed -> order.next(placed.event(), placed.place()));
        }
        return events.stream().map(Placed::event).toList();
    }

    private static PlannedEvent event(Fields fields, double end, int isps) {
        fields.require(AT.name());
        fields.require(DO.name());
        double at = AT.read(fields);
        if (at >= end) {
            fields.problems()
                    .add(
                            fields.place("at"),
                            "the event comes after the end of the run",
                            "write a time below warmUp + duration = "
                                    + Quantity.SECONDS.print(end));
        }
        int wrongBefore = fields.problems().count();
        Kind kind = (Kind) DO.read(fields);
        if (fields.problems().count() > wrongBefore) {
            // Which keys it needs is not known.
            rows().forEach(row -> fields.node(row.name()));
            fields.close();
            return new PlannedEvent(at, kind, 0, 0, Clock.KEPT);
        }
        double amount = 0;
        double over = 0;
        Clock clock = Clock.KEPT;
        Crowd crowd = Crowd.ORDINARY;
        switch (kind) {
            case MASS_LEAVE -> {
                amount = needed(fields, SHARE);
                over = OVER.read(fields);
            }
            case FLASH_CROWD -> {
                amount = needed(fields, VIEWERS);
                over = OVER.read(fields);
                crowd = crowd(fields, isps);
            }
            case CDN_OUTAGE, ORIGIN_RESTARTS, TRACKER_OUTAGE -> over = needed(fields, FOR);
            case PUBLISHER_RETURNS -> clock = (Clock) CLOCK.read(fields);
            case CRASH -> amount = needed(fields, SHARE);
            case CUT_P2P, RESTORE_P2P, PUBLISHER_STOPS -> {}
        }
        fields.close();
        return new PlannedEvent(at, kind, amount, over, clock, crowd);
    }

    private static Crowd crowd(Fields fields, int isps) {
        Crowd crowd = CROWD.read(fields, Crowd.ORDINARY);
        int shares = crowd.isps().map(List::size).orElse(isps);
        if (shares != isps) {
            fields.problems()
                    .add(
                            fields.object(CROWD.name()).place("isps"),
                            "the network has " + isps + " providers, and this " + shares,
                            "write a share for each of 'network.isps'");
        }
        return crowd;
    }

    private static <T extends Number> double needed(Fields fields, Row<T> row) {
        fields.require(row.name());
        return row.read(fields).doubleValue();
    }

    static void write(YamlWriter out, PlannedEvent event) {
        AT.write(out, event.atSeconds());
        DO.write(out, event.kind());
        switch (event.kind()) {
            case MASS_LEAVE -> {
                SHARE.write(out, event.amount());
                OVER.write(out, event.overSeconds());
            }
            case FLASH_CROWD -> {
                VIEWERS.write(out, (long) event.amount());
                OVER.write(out, event.overSeconds());
                if (!event.crowd().equals(Crowd.ORDINARY)) {
                    CROWD.write(out, event.crowd());
                }
            }
            case CDN_OUTAGE, ORIGIN_RESTARTS, TRACKER_OUTAGE -> FOR.write(out, event.overSeconds());
            case PUBLISHER_RETURNS -> CLOCK.write(out, event.clock());
            case CRASH -> SHARE.write(out, event.amount());
            case CUT_P2P, RESTORE_P2P, PUBLISHER_STOPS -> {}
        }
    }
}
