package dev.tributary.sim.net;

/**
 * A link in the middle or at the end of a path, for messages that flow through it while they are
 * still being sent: it delays only by what its own backlog and rate add.
 *
 * <p>A message whose bits would come out from s to t on an infinitely fast link comes out by {@code
 * max(t, max(free, s) + bits / rate)}, where free is the end of the message before it. Messages are
 * offered in the order of t; one offered late joins the end of the backlog. Exact for a fluid whose
 * messages come one after another; of messages that come at the same time the earlier ones pass as
 * if the later ones came after them.
 */
public final class FluidLink {
    private static final long NANO_BITS_PER_BYTE = 8_000_000_000L;

    private final long bitsPerSecond;
    private long freeNanos;

    /** Creates an idle link; the rate is positive or {@link AccessLink#UNLIMITED}. */
    public FluidLink(long bitsPerSecond) {
        if (bitsPerSecond <= 0) {
            throw new IllegalArgumentException("bitsPerSecond " + bitsPerSecond);
        }
        this.bitsPerSecond = bitsPerSecond;
    }

    /**
     * Passes a message.
     *
     * @param firstNanos when its first bit arrives
     * @param lastNanos when its last bit arrives
     * @param bytes on the wire, headers included; at most 1 GB
     * @return when its last bit comes out
     */
    public long pass(long firstNanos, long lastNanos, long bytes) {
        freeNanos = out(bitsPerSecond, freeNanos, firstNanos, lastNanos, bytes);
        return freeNanos;
    }

    /**
     * As {@link #pass}, for a link whose state is kept elsewhere.
     *
     * @param bitsPerSecond positive, or {@link AccessLink#UNLIMITED}
     * @param freeNanos what was returned for the message before, 0 for the first
     */
    public static long out(
            long bitsPerSecond, long freeNanos, long firstNanos, long lastNanos, long bytes) {
        if (bitsPerSecond == AccessLink.UNLIMITED) {
            return lastNanos;
        }
        long serialisation = Math.multiplyExact(bytes, NANO_BITS_PER_BYTE) / bitsPerSecond;
        return Math.max(lastNanos, Math.max(freeNanos, firstNanos) + serialisation);
    }
}
