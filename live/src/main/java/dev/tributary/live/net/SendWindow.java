package dev.tributary.live.net;

import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.CdnSpec.SlowStart;
import dev.tributary.sim.net.EdgeLines;

/**
 * What a server's TCP may have under way to a viewer: its kernel's buffer, or less while slow start
 * lasts, when the window grows by what is acknowledged (RFC 5681 3.1).
 */
public final class SendWindow {
    private static final long FULL_BYTES = EdgeLines.KERNEL_BYTES;

    /** Smallest difference of a timeout of Linux to the round trip, RTO_MIN. */
    private static final long RTO_ABOVE_RTT_NANOS = 200_000_000L;

    private final long initialBytes;
    private final boolean restarts;
    private long bytes;
    private long held;
    private long sentNanos;

    private SendWindow(long initialBytes, boolean restarts) {
        this.initialBytes = initialBytes;
        this.restarts = restarts;
        bytes = initialBytes;
    }

    /** Returns the window of a connection that has its full one at once. */
    public static SendWindow full() {
        return new SendWindow(FULL_BYTES, false);
    }

    /** Returns the window of a connection to an edge. */
    public static SendWindow of(CdnSpec cdn) {
        long initial = (long) cdn.initialWindow() * EdgeLines.SEGMENT_BYTES;
        return cdn.slowStart() == SlowStart.NEVER
                ? full()
                : new SendWindow(
                        Math.min(FULL_BYTES, initial), cdn.slowStart() == SlowStart.AFTER_IDLE);
    }

    /** Something is put on its way, over a round trip; returns whether more may be. */
    boolean sent(long nowNanos, int length, long rttNanos) {
        boolean paused = nowNanos - sentNanos > rttNanos + RTO_ABOVE_RTT_NANOS;
        if (restarts && held == 0 && paused) {
            bytes = initialBytes;
        }
        sentNanos = nowNanos;
        held += length;
        return held <= bytes;
    }

    /** The server hears that something has come; returns whether it may send more. */
    boolean acknowledged(int length) {
        held -= length;
        bytes = Math.min(FULL_BYTES, bytes + length);
        return held <= bytes;
    }
}
