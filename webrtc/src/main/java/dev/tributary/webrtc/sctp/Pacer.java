package dev.tributary.webrtc.sctp;

/**
 * Spreads a congestion window over the round trip: a token bucket of one burst, filled somewhat
 * faster than window / round trip so that the window stays what limits.
 */
final class Pacer {
    /** In percent: slow start doubles the window each round trip and must not be held back. */
    private static final long SLOW_START_GAIN = 200;

    private static final long GAIN = 125;

    /** Packets to wait for, so that a wake-up is worth it. */
    private static final int WAKE_PACKETS = 4;

    private final double bucketBytes;
    private final double wakeBytes;
    private double tokens;
    private long filledNanos;
    private double bytesPerNano;

    Pacer(SctpConfig config) {
        bucketBytes = (double) config.burstPackets() * config.mtuBytes();
        wakeBytes = Math.min((double) WAKE_PACKETS * config.mtuBytes(), bucketBytes);
        tokens = bucketBytes;
    }

    /** Begins a turn. */
    void refill(long nowNanos, CongestionWindow window, long srttNanos) {
        if (srttNanos == 0) {
            tokens = bucketBytes;
        } else {
            long gain = window.slowStart() ? SLOW_START_GAIN : GAIN;
            bytesPerNano = (double) window.bytes() * gain / 100 / srttNanos;
            tokens = Math.min(bucketBytes, tokens + (nowNanos - filledNanos) * bytesPerNano);
        }
        filledNanos = nowNanos;
    }

    boolean allows() {
        return tokens > 0;
    }

    void spent(int bytes) {
        tokens -= bytes;
    }

    /** When to try again after {@link #allows} said no. */
    long deadlineNanos(long nowNanos) {
        if (bytesPerNano <= 0) {
            return nowNanos + 1;
        }
        return nowNanos + 1 + (long) ((wakeBytes - tokens) / bytesPerNano);
    }
}
