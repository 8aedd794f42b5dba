package dev.tributary.transport.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;

/** What an edge counts. */
final class EdgeMeters {
    private final Counter liveBytes;
    private final Counter fetchedBytes;
    private final Counter slices;
    private final Counter overdue;
    private final AtomicInteger sessions;

    EdgeMeters(String service, MeterRegistry registry) {
        liveBytes = counter(registry, service, "live.bytes", "Bytes pushed on standing streams");
        fetchedBytes = counter(registry, service, "fetched.bytes", "Media bytes fetched");
        slices = counter(registry, service, "slices", "Slices that came");
        overdue = counter(registry, service, "overdue", "Slices dropped unsent: slow viewers");
        sessions = new AtomicInteger();
        registry.gauge("tributary.edge.sessions", Tags.of("service", service), sessions);
    }

    private static Counter counter(
            MeterRegistry registry, String service, String name, String description) {
        return Counter.builder("tributary.edge." + name)
                .description(description)
                .tag("service", service)
                .register(registry);
    }

    void sent(int bytes) {
        liveBytes.increment(bytes);
    }

    void fetched(int bytes) {
        fetchedBytes.increment(bytes);
    }

    void slice() {
        slices.increment();
    }

    void overdue(int count) {
        overdue.increment(count);
    }

    void sessions(int change) {
        sessions.addAndGet(change);
    }
}
