package dev.tributary.sim.world;

import dev.tributary.measure.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** The part of a trace that is recorded in full, as a range of event numbers. */
final class TraceWindow {
    /** Nothing is recorded. */
    static final TraceWindow NONE = new TraceWindow(Long.MAX_VALUE, Long.MAX_VALUE, () -> {});

    private final long from;
    private final long to;
    private final Runnable whenOver;
    private final List<TraceEvent> events = new ArrayList<>();

    /**
     * A window of one run.
     *
     * @param from number of the first event, from 1
     * @param to number of the last event
     * @param whenOver called after the last event
     */
    TraceWindow(long from, long to, Runnable whenOver) {
        this.from = from;
        this.to = to;
        this.whenOver = whenOver;
    }

    boolean holds(long number) {
        return number >= from && number <= to;
    }

    /** Returns the first number in the window after the given one, or the largest value. */
    long after(long number) {
        return number >= to ? Long.MAX_VALUE : Math.max(from, number + 1);
    }

    void add(TraceEvent event) {
        events.add(event);
        if (event.number() == to) {
            whenOver.run();
        }
    }

    List<TraceEvent> events() {
        return List.copyOf(events);
    }
}
