package dev.tributary.webrtc.sctp;

/** The lowest of the values of the last half to one minute; of the last ones, if none came. */
final class LowestLately {
    private static final long INTERVAL_NANOS = 30_000_000_000L;

    private long sinceNanos = Long.MIN_VALUE;
    private long present;
    private long before;

    void add(long nowNanos, long value) {
        if (sinceNanos == Long.MIN_VALUE || nowNanos - sinceNanos >= INTERVAL_NANOS) {
            before = sinceNanos == Long.MIN_VALUE ? value : present;
            present = value;
            sinceNanos = nowNanos;
        }
        present = Math.min(present, value);
    }

    /** Returns it, 0 before the first. */
    long nanos() {
        return Math.min(present, before);
    }
}
