package dev.tributary.sim.net;

/**
 * A link in the middle or at the end of a path, for messages that flow through it while they are
 * still being sent: it delays only by what its own backlog and rate add.
 *
 * <p>A message whose last bit would come out at t on an infinitely fast link comes out at {@code
 * max(t, free + bits / rate)}, where free is the end of the message before it. Messages are offered
 * in the order of t; one offered late joins the end of the backlog.
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

    /** Returns the rate, or {@link AccessLink#UNLIMITED}. */
    public long bitsPerSecond() {
        return bitsPerSecond;
    }

    /** Returns when the last bit comes out of a message whose last bit arrives at {@code nanos}. */
    public long pass(long nanos, long bytes) {
        if (bitsPerSecond == AccessLink.UNLIMITED) {
            return nanos;
        }
        long serialisation = Math.multiplyExact(bytes, NANO_BITS_PER_BYTE) / bitsPerSecond;
        freeNanos = Math.max(freeNanos, nanos - serialisation) + serialisation;
        return freeNanos;
    }
}
