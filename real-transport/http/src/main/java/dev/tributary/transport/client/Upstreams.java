package dev.tributary.transport.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of what a server follows why it cannot be had, once per reason, and when it can be again;
 * and counts it. On the event loop of the server.
 */
public final class Upstreams {
    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Reasons are partly the upstream's words: those above are counted and not said. */
    private static final int REASONS_MAX = 16;

    private final String service;
    private final Counter failures;
    private final LongSupplier nanoTime;
    private int down;

    /**
     * Adds the metrics of a service.
     *
     * @param nanoTime the clock, nanoseconds
     */
    public Upstreams(String service, MeterRegistry registry, LongSupplier nanoTime) {
        this.service = service;
        this.nanoTime = nanoTime;
        failures =
                Counter.builder("tributary.pulls.failed")
                        .description("Attempts to follow an upstream that failed")
                        .tag("service", service)
                        .register(registry);
        Gauge.builder("tributary.pulls.down", this, all -> all.down)
                .description("Upstreams that cannot be had now")
                // An origin that pulls nothing keeps nothing else of this.
                .strongReference(true)
                .tag("service", service)
                .register(registry);
    }

    /**
     * Adds one.
     *
     * @param name what it is and where, without secrets
     */
    public One add(String name) {
        return new One(name);
    }

    /** What is known of one upstream. */
    public final class One {
        private final String name;
        private final Map<String, Long> said = new HashMap<>();
        private boolean isDown;
        private boolean complained;
        private long sinceNanos;
        private long attempts;

        private One(String name) {
            this.name = name;
        }

        /**
         * An attempt has failed.
         *
         * @param retryMillis when the next one begins
         */
        public void failed(String reason, int retryMillis) {
            failures.increment();
            attempts++;
            if (!isDown) {
                isDown = true;
                down++;
                sinceNanos = nanoTime.getAsLong();
                long now = sinceNanos;
                said.values().removeIf(at -> now - at >= MINUTE_NANOS);
            }
            if (said.size() < REASONS_MAX && !said.containsKey(reason)) {
                said.put(reason, nanoTime.getAsLong());
                complained = true;
                LOG.warn(
                        "{}: cannot follow {}: {}; tried again in {} ms, then ever more rarely",
                        service,
                        name,
                        reason,
                        retryMillis);
            }
        }

        /** It gives what is wanted. */
        public void works() {
            if (!isDown) {
                return;
            }
            isDown = false;
            down--;
            if (complained) {
                complained = false;
                long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - sinceNanos);
                LOG.info(
                        "{}: follows {} after {} s and {} attempts",
                        service,
                        name,
                        seconds,
                        attempts);
            }
            attempts = 0;
        }
    }
}
