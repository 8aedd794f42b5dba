package dev.tributary.webrtc.ice;

/** Spaces new transactions by Ta (RFC 8445 section 14.1). */
final class Pacer {
    private final long paceNanos;
    private long dueNanos = Long.MIN_VALUE;

    Pacer(long paceNanos) {
        this.paceNanos = paceNanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** One transaction begins now, paced or not. */
    void took(long nowNanos) {
        dueNanos = nowNanos + paceNanos;
    }
}
