package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;

/**
 * How fast media has lately arrived at the other side: the fastest of the last second, over an
 * eighth of a second each.
 */
final class CarriedRate {
    private static final long STEP_NANOS = PeerConfig.HELD_NANOS / 4;

    /** Steps over which a rate is taken: a burst of acknowledgements is no rate. */
    private static final int STEPS = 2;

    private static final int MARKS = 16 + 1;

    private final long[] nanos = new long[MARKS];
    private final long[] bytes = new long[MARKS];
    private int marks;

    /** Bytes per nanosecond. */
    private double fastest;

    /** So many bytes have arrived so far. */
    void arrived(long nowNanos, long allBytes) {
        if (marks > 0 && nowNanos - nanos[marks - 1] < STEP_NANOS) {
            return;
        }
        if (marks == MARKS) {
            keep(MARKS - 1);
        }
        nanos[marks] = nowNanos;
        bytes[marks++] = allBytes;
        measure();
    }

    /** Forgets all but the last eighth of a second. */
    void forget() {
        keep(Math.min(marks, STEPS + 1));
        measure();
    }

    private void keep(int last) {
        System.arraycopy(nanos, marks - last, nanos, 0, last);
        System.arraycopy(bytes, marks - last, bytes, 0, last);
        marks = last;
    }

    private void measure() {
        fastest = 0;
        for (int end = STEPS; end < marks; end++) {
            int begin = end - STEPS;
            double rate = (double) (bytes[end] - bytes[begin]) / (nanos[end] - nanos[begin]);
            fastest = Math.max(fastest, rate);
        }
    }

    /** Returns how many bytes arrive within a time. */
    double bytesIn(long time) {
        return fastest * time;
    }
}
