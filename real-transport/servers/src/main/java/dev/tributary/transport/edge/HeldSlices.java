package dev.tributary.transport.edge;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.edge.client.EdgeApi;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the slices that a service keeps take of its heap, and one line when it becomes too much.
 *
 * <p>Slices cannot be given up, since viewers count on them; so the operator hears of it while
 * there is half of the heap left, before publishers are cut off for want of it.
 */
final class HeldSlices {
    private static final Logger LOG = LoggerFactory.getLogger(HeldSlices.class);
    private static final long MIB = 1 << 20;

    private final String service;
    private final long heapBytes;
    private long bytes;
    private boolean said;

    HeldSlices(String service, long heapBytes, MeterRegistry registry) {
        this.service = service;
        this.heapBytes = heapBytes;
        Gauge.builder("tributary.edge.held.bytes", this, all -> all.bytes)
                .description("Bytes of the slices that are kept")
                .tag("service", service)
                .register(registry);
    }

    /** Looks at all streams: about once a second, for they grow by a second of media in one. */
    void look(Map<StreamKey, EdgeStream> streams) {
        bytes = 0;
        long most = -1;
        StreamKey largest = null;
        for (Map.Entry<StreamKey, EdgeStream> one : streams.entrySet()) {
            long held = one.getValue().heldBytes();
            bytes += held;
            if (held > most) {
                most = held;
                largest = one.getKey();
            }
        }
        if (bytes > heapBytes / 2 && !said) {
            said = true;
            LOG.warn(
                    "{}: the slices of {} stream(s) hold {} MiB of a heap of {} MiB, stream {}"
                            + " alone {} MiB; a stream takes its bit rate times {} s in the end:"
                            + " give the JVM three times that (-Xmx)",
                    service,
                    streams.size(),
                    bytes / MIB,
                    heapBytes / MIB,
                    EdgeApi.name(largest),
                    most / MIB,
                    SliceStore.SECONDS);
        }
    }
}
