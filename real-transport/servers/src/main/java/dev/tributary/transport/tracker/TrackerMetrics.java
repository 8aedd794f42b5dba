package dev.tributary.transport.tracker;

import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.transport.journal.TrackerJournal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What a tracker shows; read on the event loop, where {@code /metrics} is answered. */
final class TrackerMetrics {
    private final Counter received;
    private final Counter sent;

    TrackerMetrics(MeterRegistry registry, TrackerJournal tracker) {
        received = Counter.builder("tributary.tracker.received").register(registry);
        sent = Counter.builder("tributary.tracker.sent").register(registry);
        Gauge.builder("tributary.tracker.viewers", tracker, TrackerJournal::viewers)
                .register(registry);
        for (TrackerCounter counter : TrackerCounter.values()) {
            FunctionCounter.builder(
                            "tributary.tracker." + counter.metric(),
                            tracker,
                            t -> t.counted(counter))
                    .register(registry);
        }
    }

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }
}
