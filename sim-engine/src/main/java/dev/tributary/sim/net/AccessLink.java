package dev.tributary.sim.net;

/**
 * One direction of a host's access line: a first-in first-out serialiser at a given rate.
 *
 * <p>Work is counted in bit-nanoseconds per second with the remainder carried over, so a busy link
 * loses and gains nothing over any number of messages; only the returned times are rounded up to
 * whole nanoseconds. The queue is unbounded: whoever sends looks at {@link #queueNanos} first.
 * Invariants: departures never decrease; none is earlier than its arrival plus its own
 * serialisation; the link idles only when the queue is empty.
 */
public class AccessLink {
    /** A rate at which serialisation takes no time. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final long NANO_BITS_PER_BYTE = 8_000_000_000L;

    private long bitsPerSecond;

    /** The queue is empty from {@code busyUntilNanos + remainder / bitsPerSecond} on. */
    private long busyUntilNanos;

    private long remainder;

    /** An idle link; the rate in bits per second is positive or {@link #UNLIMITED}. */
    public AccessLink(long bitsPerSecond) {
        this.bitsPerSecond = checked(bitsPerSecond);
    }

    /**
     * Appends a message to the queue.
     *
     * @param nowNanos not earlier than any previous call's
     * @param bytes on the wire, headers included; at most 1 GB
     * @return when its last bit leaves
     */
    public long enqueue(long nowNanos, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes);
        }
        if (nowNanos >= freeAtNanos()) {
            busyUntilNanos = nowNanos;
            remainder = 0;
        }
        if (bitsPerSecond != UNLIMITED) {
            long work = Math.addExact(remainder, Math.multiplyExact(bytes, NANO_BITS_PER_BYTE));
            busyUntilNanos += work / bitsPerSecond;
            remainder = work % bitsPerSecond;
        }
        return freeAtNanos();
    }

    /** When the queue will be empty; in the past for an idle link. */
    public long freeAtNanos() {
        return remainder == 0 ? busyUntilNanos : busyUntilNanos + 1;
    }

    /** How long a message that arrives now waits before its own serialisation begins. */
    public long queueNanos(long nowNanos) {
        return Math.max(0, freeAtNanos() - nowNanos);
    }

    /**
     * Changes the rate, as cellular modulation does, for messages enqueued from now on. Departures
     * already promised stand, so messages never overtake one another.
     */
    public void changeRate(long newBitsPerSecond) {
        busyUntilNanos = freeAtNanos();
        remainder = 0;
        bitsPerSecond = checked(newBitsPerSecond);
    }

    /** The rate in force for the next message. */
    public long bitsPerSecond() {
        return bitsPerSecond;
    }

    private static long checked(long bitsPerSecond) {
        if (bitsPerSecond <= 0) {
            throw new IllegalArgumentException("bitsPerSecond " + bitsPerSecond);
        }
        return bitsPerSecond;
    }
}
