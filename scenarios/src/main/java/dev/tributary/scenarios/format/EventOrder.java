package dev.tributary.scenarios.format;

import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.PlannedEvent.Kind;
import dev.tributary.scenarios.Quantity;
import java.util.EnumMap;
import java.util.Map;

/**
 * What cannot happen where it is planned: a publisher that stops twice, something that is away
 * already. It would pass without a word.
 */
final class EventOrder {
    private final Problems problems;
    private final Map<Kind, Double> awayUntil = new EnumMap<>(Kind.class);
    private boolean published = true;

    /** When the event began that {@link #awayUntil} is of. */
    private final Map<Kind, Double> awaySince = new EnumMap<>(Kind.class);

    EventOrder(Problems problems) {
        this.problems = problems;
    }

    /** Looks at the next event in the order of time. */
    void next(PlannedEvent event, Place place) {
        double at = event.atSeconds();
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
