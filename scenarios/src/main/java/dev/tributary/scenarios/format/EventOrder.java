package dev.tributary.scenarios.format;

import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.PlannedEvent.Kind;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Place;
import java.util.EnumMap;
import java.util.Map;

/**
 * What cannot happen where it is planned: a publisher that stops twice, something that is away
 * already. It would pass without a word.
 */
final class EventOrder {
    /** Events at one instant have an order of their own, which here would decide. */
    private static final Map<Kind, Kind> UNDOES =
            Map.of(Kind.RESTORE_P2P, Kind.CUT_P2P, Kind.PUBLISHER_RETURNS, Kind.PUBLISHER_STOPS);

    private final Problems problems;
    private final Map<Kind, Double> awayUntil = new EnumMap<>(Kind.class);
    private final Map<Kind, Double> last = new EnumMap<>(Kind.class);
    private boolean published = true;

    /** When the event began that {@link #awayUntil} is of. */
    private final Map<Kind, Double> awaySince = new EnumMap<>(Kind.class);

    EventOrder(Problems problems) {
        this.problems = problems;
    }

    /** Looks at the next event in the order of {@link PlannedEvent#ORDER}. */
    void next(PlannedEvent event, Place place) {
        double at = event.atSeconds();
        if (UNDOES.containsKey(event.kind())
                && last.getOrDefault(UNDOES.get(event.kind()), -1.0) == at) {
            String other = WordForm.of(Kind.class).word(UNDOES.get(event.kind()));
            problems.add(
                    place,
                    other + " is at the same time, and either could be the first",
                    "write another time");
            return;
        }
        last.put(event.kind(), at);
        double originBack = awayUntil.getOrDefault(Kind.ORIGIN_RESTARTS, -1.0);
        switch (event.kind()) {
            case PUBLISHER_STOPS -> {
                if (at < originBack) {
                    noOrigin(place, originBack);
                } else if (!published) {
                    problems.add(place, "the publisher is away already", "let it return before");
                }
                published = false;
            }
            case PUBLISHER_RETURNS -> {
                if (at < originBack) {
                    noOrigin(place, originBack);
                } else if (published) {
                    problems.add(
                            place,
                            "the publisher is there already",
                            "write a publisher-stops before; it comes back with its origin");
                }
                published = true;
            }
            case ORIGIN_RESTARTS -> {
                away(event, place);
                published = true;
            }
            case CDN_OUTAGE, TRACKER_OUTAGE -> away(event, place);
            default -> {}
        }
    }

    private void noOrigin(Place place, double back) {
        problems.add(
                place,
                "the origin is away by " + named(Kind.ORIGIN_RESTARTS),
                "write a time from " + Quantity.SECONDS.print(back) + " on, when it is back");
    }

    private void away(PlannedEvent event, Place place) {
        double until = awayUntil.getOrDefault(event.kind(), -1.0);
        if (event.atSeconds() < until) {
            problems.add(
                    place,
                    named(event.kind()) + " lasts until " + Quantity.SECONDS.print(until),
                    "write a later time, or make that one shorter");
        }
        double own = event.atSeconds() + event.overSeconds();
        if (own > until) {
            awayUntil.put(event.kind(), own);
            awaySince.put(event.kind(), event.atSeconds());
        }
    }

    /** Returns the event by which something is away. */
    private String named(Kind kind) {
        String word = WordForm.of(Kind.class).word(kind);
        return "the " + word + " at " + Quantity.SECONDS.print(awaySince.get(kind));
    }
}
