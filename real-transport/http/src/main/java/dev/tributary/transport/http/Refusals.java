package dev.tributary.transport.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a service refuses, and says so in the log once per reason and minute.
 *
 * <p>Reasons are words of our code, never of the client, so that their number is bounded. A detail
 * may be the client's: it is cut and escaped (reliability.md T24); never pass a token. Addresses
 * are logged without their last part. On the event loop of the service only.
 */
public final class Refusals {
    /** Characters of a detail that reach the log. */
    public static final int DETAIL_MAX = 80;

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private final String service;
    private final MeterRegistry registry;
    private final Map<String, Reason> reasons = new HashMap<>();
    private final Map<String, String> cures = new HashMap<>();

    Refusals(String service, MeterRegistry registry, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.service = service;
        this.registry = registry;
        explain(
                "memory",
                "clients do not take what they asked for and hold a quarter of the memory: -Xmx");
        explain("connections", "the server has as many as it admits in all");
        explain("connections_per_address", "one address has as many as it may have");
    }

    /** Counts a refusal; {@code remote} and {@code detail} may be null. */
    public void count(String reason, SocketAddress remote, String detail) {
        Reason known = reasons.computeIfAbsent(reason, this::reason);
        known.counter.increment();
        known.silent++;
        long now = nanoTime.getAsLong();
        if (known.silent == known.counter.count() || now - known.loggedNanos >= LOG_NANOS) {
            String cure = cures.get(reason);
            LOG.warn(
                    "{}: refused {} ({} since the last line) from {}: {}{}",
                    service,
                    reason,
                    known.silent,
                    network(remote),
                    escaped(detail),
                    cure == null ? "" : "; " + cure);
            known.silent = 0;
            known.loggedNanos = now;
        }
    }

    /** Sets what the log says, of a reason whose name alone does not, would be right. */
    public void explain(String reason, String cure) {
        cures.put(reason, cure);
    }

    /** Returns how often a reason was counted. */
    public long count(String reason) {
        Reason known = reasons.get(reason);
        return known == null ? 0 : (long) known.counter.count();
    }

    /** Returns text of a client as one bounded line of printable ASCII. */
    public static String escaped(String text) {
        if (text == null) {
            return "-";
        }
        StringBuilder safe = new StringBuilder();
        int length = Math.min(text.length(), DETAIL_MAX);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            safe.append(c >= 0x20 && c < 0x7f && c != '\\' ? c : '?');
        }
        return length < text.length() ? safe.append("...").toString() : safe.toString();
    }

    /** Returns an address without its last part, as it may stand in a log. */
    public static String network(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "-";
        }
        InetAddress address = inet.getAddress();
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + ".x";
        }
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < 6; i += 2) {
            prefix.append(Integer.toHexString((bytes[i] & 255) << 8 | (bytes[i + 1] & 255)));
            prefix.append(':');
        }
        return prefix.append(":x").toString();
    }

    private Reason reason(String word) {
        return new Reason(
                Counter.builder("tributary.refusals")
                        .description("What was refused, by reason")
                        .tag("service", service)
                        .tag("reason", word)
                        .register(registry));
    }

    private static final class Reason {
        final Counter counter;
        long loggedNanos;
        long silent;

        Reason(Counter counter) {
            this.counter = counter;
        }
    }
}
