package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;
import java.util.ArrayDeque;

/**
 * The media that an association has accepted and that is not known to have arrived; it tells when
 * the link is full (decision 82).
 *
 * <p>A line that suddenly carries a tenth shows only in that what was sent does not arrive: so a
 * link becomes full when the oldest is under way for half of {@link PeerConfig#HELD_NANOS} longer
 * than the shortest round trip. By then much more than the line holds is on its way, and would be
 * so again whenever the link takes more. From then on, as long as the line is remembered to have
 * been full, a link is full as soon as more is under way than it has lately carried in {@link
 * PeerConfig#HELD_NANOS}.
 */
final class MediaBacklog {
    private static final long NOTICED_NANOS = PeerConfig.HELD_NANOS / 2;

    /** The other side acknowledges every second packet at once, a last one late. */
    private static final int PACKETS_AT_ONCE = 2;

    private final LineMemory line;
    private final long ackDelayNanos;
    private final int packetBytes;
    private final CarriedRate rate = new CarriedRate(PeerConfig.HELD_NANOS);
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private long sentBytes;
    private long rttNanos;
    private boolean full;

    /**
     * Creates the backlog of an association that has sent nothing.
     *
     * @param ackDelayNanos how late the other side may acknowledge
     * @param packetBytes media in a packet
     */
    MediaBacklog(LineMemory line, long ackDelayNanos, int packetBytes) {
        this.line = line;
        this.ackDelayNanos = ackDelayNanos;
        this.packetBytes = packetBytes;
    }

    /**
     * A message that the association accepted.
     *
     * @param endBytes all bytes up to its end
     */
    private record Sent(long nanos, long endBytes) {}

    void sent(long nowNanos, int bytes) {
        sentBytes += bytes;
        underWay.addLast(new Sent(nowNanos, sentBytes));
    }

    /**
     * Looks at what is under way.
     *
     * @param bytes accepted and not known to have arrived
     * @param rttMinNanos shortest round trip so far
     * @return whether {@link #full} is another than before
     */
    boolean changes(long nowNanos, long bytes, long rttMinNanos) {
        rttNanos = rttMinNanos;
        long arrivedBytes = Math.max(0, sentBytes - bytes);
        while (!underWay.isEmpty() && underWay.getFirst().endBytes() <= arrivedBytes) {
            underWay.removeFirst();
        }
        rate.arrived(nowNanos, arrivedBytes);
        boolean before = full;
        boolean late = late(nowNanos, bytes);
        if (late && !line.wasFull(nowNanos)) {
            rate.beginAnew(nowNanos, arrivedBytes);
        }
        if (late) {
            line.full(nowNanos);
        }
        if (full) {
            full = bytes > carriedIn(NOTICED_NANOS);
        } else {
            full = late || (line.wasFull(nowNanos) && bytes > carriedIn(PeerConfig.HELD_NANOS));
        }
        return full != before;
    }

    /** Returns whether the oldest should have arrived long ago. */
    private boolean late(long nowNanos, long bytes) {
        if (underWay.isEmpty()) {
            return false;
        }
        boolean few = bytes <= (long) PACKETS_AT_ONCE * packetBytes;
        long allowed = NOTICED_NANOS + rttNanos + (few ? ackDelayNanos : 0);
        return nowNanos - underWay.getFirst().nanos() >= allowed;
    }

    /** Never less than a few packets, which show how fast the link is. */
    private double carriedIn(long nanos) {
        double least = 2.0 * PACKETS_AT_ONCE * packetBytes;
        return Math.max(least, rate.bytesIn(nanos + rttNanos));
    }

    /** Returns whether the link takes no more at present. */
    boolean full() {
        return full;
    }

    /** Returns when to look although nothing has happened; once full, only packets change it. */
    long nextLookNanos() {
        return full || underWay.isEmpty()
                ? Long.MAX_VALUE
                : underWay.getFirst().nanos() + NOTICED_NANOS + rttNanos + ackDelayNanos;
    }
}
