package dev.tributary.live.net;

import dev.tributary.sim.net.AccessLink;

/** A viewer's access line: an uplink and a downlink, each one packet after another. */
public final class Line {
    private final AccessLink up;
    private final AccessLink down;
    private final AccessLink fromCdn;

    /**
     * Creates a line whose rates stay; rates are bits per second or {@link AccessLink#UNLIMITED}.
     *
     * @param cdnBitsPerSecond what the CDN grants one viewer
     */
    public Line(long upBitsPerSecond, long downBitsPerSecond, long cdnBitsPerSecond) {
        this(
                new AccessLink(upBitsPerSecond),
                new AccessLink(downBitsPerSecond),
                new AccessLink(cdnBitsPerSecond));
    }

    /** Creates a line of an uplink, a downlink, and what the CDN grants. */
    public Line(AccessLink up, AccessLink down, AccessLink fromCdn) {
        this.up = up;
        this.down = down;
        this.fromCdn = fromCdn;
    }

    /** Returns when the last bit of a packet leaves the uplink. */
    long sent(long nowNanos, int bytes) {
        return up.enqueue(nowNanos, bytes);
    }

    /** Returns how long a packet would wait for the uplink. */
    long waits(long nowNanos) {
        return up.queueNanos(nowNanos);
    }

    /** Returns when the last bit of a packet leaves the downlink. */
    long received(long arrivalNanos, int bytes) {
        return down.enqueue(arrivalNanos, bytes);
    }

    /** Returns when the CDN, which grants a rate, lets go of the last bit of a packet. */
    long released(long nowNanos, int bytes) {
        return fromCdn.enqueue(nowNanos, bytes);
    }
}
