package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.TransactionId;
import java.net.InetSocketAddress;

/** One STUN request under way, with what its sender wants to remember until the response. */
final class Exchange<T> {
    final TransactionId id;
    final Base base;
    final InetSocketAddress target;
    final T context;

    private final byte[] request;
    private long sentNanos;
    private long dueNanos;
    private int transmissions;
    private boolean repeats = true;

    Exchange(TransactionId id, Base base, InetSocketAddress target, byte[] request, T context) {
        this.id = id;
        this.base = base;
        this.target = target;
        this.request = request;
        this.context = context;
    }

    void transmit(long nowNanos, IceSession session) {
        IceTimings timings = session.timings;
        sentNanos = nowNanos;
        dueNanos = nowNanos + Math.min(timings.rtoNanos() << transmissions, timings.rtoMaxNanos());
        transmissions++;
        session.output.datagram(base.number(), target, request.clone());
    }

    /** Sends again now and counts from the beginning. */
    void restart(long nowNanos, IceSession session) {
        transmissions = 0;
        repeats = true;
        transmit(nowNanos, session);
    }

    /** Sends no more, but still takes a response until {@code untilNanos}. */
    void onlyAwait(long untilNanos) {
        repeats = false;
        dueNanos = untilNanos;
    }

    boolean isExhausted(int transmissionsMax) {
        return !repeats || transmissions >= transmissionsMax;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** When to send again, or when to give up if {@link #isExhausted}. */
    long dueNanos() {
        return dueNanos;
    }
}
