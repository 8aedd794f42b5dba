package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The STUN requests of one purpose under way: retransmission and expiry (RFC 8489 section 6.2.1).
 *
 * <p>The owner bounds their number: one per server and base, two per pair, and the consent checks.
 */
final class Exchanges<T> {
    private final IceSession session;
    private final Map<TransactionId, Exchange<T>> byId = new LinkedHashMap<>();

    Exchanges(IceSession session) {
        this.session = session;
    }

    /** Sends a request for the first time. */
    Exchange<T> start(
            long nowNanos, Base base, InetSocketAddress target, CheckRequest request, T context) {
        TransactionId id = TransactionId.random(session.entropy);
        Exchange<T> exchange = new Exchange<>(id, base, target, request.bytes(id), context);
        byId.put(id, exchange);
        exchange.transmit(nowNanos, session);
        return exchange;
    }

    Optional<Exchange<T>> find(TransactionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    void remove(Exchange<T> exchange) {
        byId.remove(exchange.id);
    }

    void clear() {
        byId.clear();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    int size() {
        return byId.size();
    }

    List<Exchange<T>> all() {
        return new ArrayList<>(byId.values());
    }

    /** Retransmits what is due; removes and returns what has been waited for long enough. */
    List<Exchange<T>> onTimer(long nowNanos) {
        List<Exchange<T>> expired = new ArrayList<>();
        for (Exchange<T> exchange : byId.values()) {
            if (exchange.dueNanos() > nowNanos) {
                continue;
            }
            if (exchange.isExhausted(session.timings.transmissionsMax())) {
                expired.add(exchange);
            } else {
                exchange.transmit(nowNanos, session);
            }
        }
        expired.forEach(this::remove);
        return expired;
    }

    long nextDeadlineNanos() {
        long next = IceAgent.NEVER;
        for (Exchange<T> exchange : byId.values()) {
            next = Math.min(next, exchange.dueNanos());
        }
        return next;
    }

    /** The encoding of a request, once its transaction is known. */
    interface CheckRequest {
        byte[] bytes(TransactionId id);
    }
}
