package dev.tributary.sim.net;

/**
 * The connections over which an edge sends to viewers.
 *
 * @param bitsPerSecond what it grants one viewer, or {@link AccessLink#UNLIMITED}
 * @param initialBytes window with which a connection begins; 0 where it has its full one at once
 * @param restarts whether a pause makes the window small again
 */
public record EdgeLines(long bitsPerSecond, long initialBytes, boolean restarts) {
    /**
     * The kernel's buffer, which keeps what is under way until it is acknowledged ({@code
     * HttpLimits.streamBytes} of the real transport, of which Linux makes twice as much).
     */
    public static final long KERNEL_BYTES = 128 << 10;

    /** Payload of a full packet of TCP over IPv4 on Ethernet (RFC 6928, section 2). */
    public static final int SEGMENT_BYTES = 1460;

    private static final double BYTE_NANOS = 8e9;

    /**
     * Returns a connection to a viewer: it drains at the smaller of the edge's and the viewer's
     * rate, and no faster than a kernel's buffer in a round trip, as TCP would.
     */
    public AccessLink to(long downBitsPerSecond, RateCourse course, long rttNanos) {
        long window = Math.min(bitsPerSecond, windowRate(rttNanos));
        AccessLink open = course.link(downBitsPerSecond, window);
        if (initialBytes == 0 || rttNanos == 0) {
            return open;
        }
        return new SlowStartLink(
                course.link(downBitsPerSecond, bitsPerSecond),
                open,
                new SlowStartLink.Window(rttNanos, initialBytes, KERNEL_BYTES, restarts));
    }

    /** Returns the rate of a buffer in each round trip, bits per second. */
    private static long windowRate(long rttNanos) {
        return rttNanos == 0 ? AccessLink.UNLIMITED : (long) (KERNEL_BYTES * BYTE_NANOS / rttNanos);
    }
}
