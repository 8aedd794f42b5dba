package dev.tributary.transport.webrtc;

import java.util.Arrays;

/** How fast media has lately arrived at the other side: the fastest of some intervals in a row. */
final class CarriedRate {
    private static final int INTERVALS = 4;

    private final long intervalNanos;

    /** Bytes per nanosecond. */
    private final double[] rates = new double[INTERVALS];

    private int next;
    private long sinceNanos;
    private long sinceBytes;

    /** Creates a rate of the last four intervals of a length. */
    CarriedRate(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** So many bytes have arrived so far. */
    void arrived(long nowNanos, long bytes) {
        if (nowNanos - sinceNanos >= intervalNanos) {
            close(nowNanos, bytes);
        }
    }

    /** As {@link #arrived}; what was before the interval that ends now does not count any more. */
    void beginAnew(long nowNanos, long bytes) {
        Arrays.fill(rates, 0);
        if (nowNanos > sinceNanos) {
            close(nowNanos, bytes);
        }
    }

    private void close(long nowNanos, long bytes) {
        rates[next] = (double) (bytes - sinceBytes) / (nowNanos - sinceNanos);
        next = (next + 1) % INTERVALS;
        sinceNanos = nowNanos;
        sinceBytes = bytes;
    }

    /** Returns how many bytes arrive within a time. */
    double bytesIn(long nanos) {
        return Arrays.stream(rates).max().orElse(0) * nanos;
    }
}
