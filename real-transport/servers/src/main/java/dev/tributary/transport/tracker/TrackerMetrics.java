package dev.tributary.transport.tracker;

import dev.tributary.core.tracker.TrackerCounters;
import dev.tributary.transport.journal.TrackerJournal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToLongFunction;

/** What a tracker shows; read on the event loop, where {@code /metrics} is answered. */
final class TrackerMetrics {
    private final MeterRegistry registry;
    private final TrackerJournal tracker;
    private final Counter received;
    private final Counter sent;

    TrackerMetrics(MeterRegistry registry, TrackerJournal tracker) {
        this.registry = registry;
        this.tracker = tracker;
        received = Counter.builder("tributary.tracker.received").register(registry);
        sent = Counter.builder("tributary.tracker.sent").register(registry);
        Gauge.builder("tributary.tracker.viewers", tracker, TrackerJournal::viewers)
                .register(registry);
        counter("joins", TrackerCounters::joins);
        counter("leaves", TrackerCounters::leaves);
        counter("expired", TrackerCounters::expired);
        counter("floods", TrackerCounters::floods);
        counter("relays", TrackerCounters::signalsRelayed);
        counter("relays.dropped", TrackerCounters::signalsDropped);
        counter("troubles", TrackerCounters::troubles);
        counter("pairs", TrackerCounters::pairs);
        counter("unmatched", TrackerCounters::unmatched);
        counter("quarantined", TrackerCounters::quarantined);
    }

    private void counter(String name, ToLongFunction<TrackerCounters> value) {
        FunctionCounter.builder(
                        "tributary.tracker." + name, tracker, t -> value.applyAsLong(t.counters()))
                .register(registry);
    }

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }
}
