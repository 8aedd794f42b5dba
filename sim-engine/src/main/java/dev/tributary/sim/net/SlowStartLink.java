package dev.tributary.sim.net;

/**
 * A TCP connection that has to find its window: slow start of RFC 5681 3.1, from an initial window
 * of RFC 6928 on.
 *
 * <p>In rounds of one round trip, as the closed forms of Cardwell, Savage and Anderson (2000) have
 * it: a round sends at most a window, at the rate of the line, and the next one, which begins a
 * round trip after its first bit, has a window that is larger by what the round sent. So with
 * enough to send the window doubles, and what is sent by the end of round k is {@code w (2^(k + 1)
 * - 1)}. Once a window fills the line, or is all that the sender's buffer holds, the connection is
 * an open link. No losses end slow start before.
 */
public final class SlowStartLink extends AccessLink {
    private static final double BYTE_NANOS = 8e9;

    /** Smallest difference of a timeout of Linux to the round trip, RTO_MIN. */
    private static final long RTO_ABOVE_RTT_NANOS = 200_000_000L;

    private final AccessLink line;
    private final AccessLink open;
    private final Window window;
    private long windowBytes;

    /** Bytes of this round so far, and when the next one may begin. */
    private long sentBytes;

    private long roundEndsNanos;
    private boolean opened;

    /**
     * How a connection's window grows.
     *
     * @param rttNanos its round trip, positive
     * @param initialBytes of the first round
     * @param fullBytes the largest window: what the sender's buffer holds
     * @param restarts whether a pause as long as a retransmission timeout makes it small again
     */
    public record Window(long rttNanos, long initialBytes, long fullBytes, boolean restarts) {
        /** Rejects what is not positive. */
        public Window {
            if (rttNanos <= 0 || initialBytes <= 0 || fullBytes <= 0) {
                throw new IllegalArgumentException(
                        rttNanos + " ns, " + initialBytes + " to " + fullBytes + " bytes");
            }
        }
    }

    /**
     * A connection that has sent nothing yet.
     *
     * @param line at whose rate a window leaves; idle, and used by nobody else
     * @param open the connection with its full window; idle, and used by nobody else
     */
    public SlowStartLink(AccessLink line, AccessLink open, Window window) {
        super(UNLIMITED);
        this.line = line;
        this.open = open;
        this.window = window;
        windowBytes = window.initialBytes();
        opened = isOpen();
    }

    private boolean isOpen() {
        return windowBytes >= window.fullBytes() || rate() >= line.bitsPerSecond();
    }

    private double rate() {
        return windowBytes * BYTE_NANOS / window.rttNanos();
    }

    @Override
    public long enqueue(long nowNanos, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes);
        }
        long at = Math.max(nowNanos, freeAtNanos());
        if (window.restarts() && nowNanos - lastNanos() > timeoutNanos()) {
            windowBytes = window.initialBytes();
            sentBytes = 0;
            opened = isOpen();
        }
        long left = bytes;
        while (!opened && left > 0) {
            at = Math.max(at, freeAtNanos());
            if (at >= roundEndsNanos) {
                round(at);
            }
            long part = opened ? 0 : Math.min(left, windowBytes - sentBytes);
            sentBytes += part;
            left -= part;
            at = line.enqueue(at, part);
        }
        return left > 0 || opened ? open.enqueue(at, left) : at;
    }

    private void round(long nanos) {
        windowBytes = Math.min(window.fullBytes(), windowBytes + sentBytes);
        sentBytes = 0;
        roundEndsNanos = nanos + window.rttNanos();
        opened = isOpen();
    }

    private long timeoutNanos() {
        return window.rttNanos() + RTO_ABOVE_RTT_NANOS;
    }

    /** When the last bit left. */
    private long lastNanos() {
        return Math.max(line.freeAtNanos(), open.freeAtNanos());
    }

    /** When the next message can begin to leave. */
    @Override
    public long freeAtNanos() {
        boolean waits = !opened && sentBytes == windowBytes;
        return waits ? Math.max(lastNanos(), roundEndsNanos) : lastNanos();
    }

    /** The rate of the next round, on average. */
    @Override
    public long bitsPerSecond() {
        return opened ? open.bitsPerSecond() : (long) rate();
    }
}
