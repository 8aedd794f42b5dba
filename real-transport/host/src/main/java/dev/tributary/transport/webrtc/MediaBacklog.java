package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;
import dev.tributary.webrtc.sctp.SctpAssociation;
import dev.tributary.webrtc.sctp.SctpPath;
import java.util.ArrayDeque;

/**
 * The media that an association has accepted and that has not arrived; it tells when the link is
 * full (decision 82).
 *
 * <p>A way that is slow shows in that congestion control keeps media from being sent: the link is
 * full when the oldest has waited for {@link PeerConfig#HELD_NANOS}, until that is half of it.
 *
 * <p>A line that suddenly carries a tenth shows later, in that what was sent does not arrive. When
 * that is noticed, much more is under way than the line holds, and would be so again whenever the
 * link takes more. So from then on, as long as the {@link LineMemory} lasts, a link is full when
 * more has not arrived than lately did in {@link PeerConfig#HELD_NANOS} and a round trip.
 */
final class MediaBacklog {
    /** The other side acknowledges every second packet at once, a last one late. */
    private static final int PACKETS_AT_ONCE = 2;

    private final LineMemory line;
    private final long ackDelayNanos;
    private final int packetBytes;
    private final CarriedRate rate = new CarriedRate();

    /** What waits to be sent. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private long acceptedBytes;
    private boolean full;
    private long rttNanos;

    /** When what is under way will be late. */
    private long lateNanos = Long.MAX_VALUE;

    /**
     * Creates the backlog of an association that has sent nothing.
     *
     * @param line of the viewer
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
    private record Waiting(long nanos, long endBytes) {}

    /**
     * What the association says of itself.
     *
     * @param unsentBytes media that waits to be sent
     * @param underWayBytes media that was sent and is not known to have arrived
     * @param oldestSentNanos when the oldest in flight was sent, or {@link SctpAssociation#NEVER}
     * @param nextSentNanos when that was sent behind which {@link #PACKETS_AT_ONCE} are older
     * @param rttMinNanos shortest round trip lately
     */
    record Look(
            long unsentBytes,
            long underWayBytes,
            long oldestSentNanos,
            long nextSentNanos,
            long rttMinNanos) {
        /** Looks at the channel of an association that carries media. */
        static Look at(SctpAssociation sctp, int channel) {
            SctpPath path = sctp.path();
            return new Look(
                    sctp.bufferedAmount(channel),
                    path.underWayBytes(channel),
                    path.sentNanos(0),
                    path.sentNanos(PACKETS_AT_ONCE),
                    path.rttMinNanos());
        }
    }

    void accepted(long nowNanos, int bytes) {
        acceptedBytes += bytes;
        waiting.addLast(new Waiting(nowNanos, acceptedBytes));
    }

    /** Looks at the association; returns whether {@link #full} is another than before. */
    boolean changes(long nowNanos, Look look) {
        long sentBytes = acceptedBytes - look.unsentBytes;
        while (!waiting.isEmpty() && waiting.getFirst().endBytes() <= sentBytes) {
            waiting.removeFirst();
        }
        long bytes = look.unsentBytes + look.underWayBytes;
        rttNanos = look.rttMinNanos;
        rate.arrived(nowNanos, acceptedBytes - bytes);
        lookWhetherLate(nowNanos, look);
        boolean before = full;
        long limit = full ? PeerConfig.LATE_NANOS : PeerConfig.HELD_NANOS;
        boolean old = !waiting.isEmpty() && nowNanos - waiting.getFirst().nanos() >= limit;
        boolean much = bytes > carriedIn(limit);
        full = old || (much && line.wasFull(nowNanos));
        return full != before;
    }

    private void lookWhetherLate(long nowNanos, Look look) {
        long late = later(look.oldestSentNanos, PeerConfig.LATE_NANOS + rttNanos + ackDelayNanos);
        late = Math.min(late, later(look.nextSentNanos, PeerConfig.LATE_NANOS + rttNanos));
        if (nowNanos < late) {
            lateNanos = late;
            return;
        }
        lateNanos = Long.MAX_VALUE;
        if (!line.wasFull(nowNanos)) {
            rate.forget();
        }
        line.full(nowNanos);
    }

    private static long later(long sentNanos, long nanos) {
        return sentNanos == SctpAssociation.NEVER ? Long.MAX_VALUE : sentNanos + nanos;
    }

    /** A few packets, which show how fast the link is. */
    private double leastBytes() {
        return 2.0 * PACKETS_AT_ONCE * packetBytes;
    }

    private double carriedIn(long nanos) {
        return Math.max(leastBytes(), rate.bytesIn(nanos + rttNanos));
    }

    /** Returns whether the link takes no more at present. */
    boolean full() {
        return full;
    }

    /** Returns when to look although nothing has happened; once full, only packets change it. */
    long nextLookNanos() {
        if (full) {
            return Long.MAX_VALUE;
        }
        long old =
                waiting.isEmpty()
                        ? Long.MAX_VALUE
                        : waiting.getFirst().nanos() + PeerConfig.HELD_NANOS;
        return Math.min(old, lateNanos);
    }
}
