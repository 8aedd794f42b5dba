package dev.tributary.sim.net;

import dev.tributary.sim.kernel.RandomStream;

/** When a STUN request is sent again (libwebrtc's schedule, theory.md 1.11). */
final class StunRetransmission {
    /** No request was answered; libwebrtc gives up 39.75 s after the first. */
    static final long GAVE_UP = -1;

    private static final int ATTEMPTS = 9;
    private static final long FIRST_INTERVAL_MILLIS = 250;
    private static final long INTERVAL_MILLIS_MAX = 8_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private StunRetransmission() {}

    /**
     * When the first request that is answered leaves, after the first of all; {@link #GAVE_UP} if
     * none is.
     *
     * @param exchangeLoss that a request or its response is lost
     */
    static long waitNanos(RandomStream stream, double exchangeLoss) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (stream.nextDouble() >= exchangeLoss) {
                return sentMillis(attempt) * NANOS_PER_MILLI;
            }
        }
        return GAVE_UP;
    }

    /** 0, 250, 750, 1750, 3750, 7750, 15750, 23750, 31750: doubling to 8 s, then constant. */
    static long sentMillis(int attempt) {
        long sent = 0;
        long interval = FIRST_INTERVAL_MILLIS;
        for (int i = 0; i < attempt; i++) {
            sent += interval;
            interval = Math.min(2 * interval, INTERVAL_MILLIS_MAX);
        }
        return sent;
    }
}
