package dev.tributary.transport.webrtc;

/**
 * What the links of a viewer have in common, its line: when one of them has been full, the others
 * may meet the same.
 */
final class LineMemory {
    private static final long REMEMBERED_NANOS = 10_000_000_000L;

    private long untilNanos;

    void full(long nowNanos) {
        untilNanos = nowNanos + REMEMBERED_NANOS;
    }

    /** Returns whether a link has been full lately. */
    boolean wasFull(long nowNanos) {
        return nowNanos < untilNanos;
    }
}
