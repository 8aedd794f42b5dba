package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;
import java.util.ArrayDeque;

/**
 * For how long media has been waiting in an association. A link is full while the oldest has waited
 * for {@link PeerConfig#HELD_NANOS}, until what waits is younger than half of it.
 *
 * <p>By age and not by bytes: what is much for one line or bit rate is little for another.
 */
final class MediaBacklog {
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
    private long sentBytes;
    private boolean full;

    /**
     * A message that the association accepted.
     *
     * @param endBytes all bytes up to its end
     */
    private record Sent(long nanos, long endBytes) {}

    void sent(long nowNanos, int bytes) {
        sentBytes += bytes;
        waiting.addLast(new Sent(nowNanos, sentBytes));
    }

    /**
     * Looks at what waits.
     *
     * @param bufferedBytes accepted and not yet sent for the first time
     * @return whether {@link #full} is another than before
     */
    boolean changes(long nowNanos, long bufferedBytes) {
        long goneBytes = sentBytes - bufferedBytes;
        while (!waiting.isEmpty() && waiting.getFirst().endBytes() <= goneBytes) {
            waiting.removeFirst();
        }
        long limit = full ? PeerConfig.HELD_NANOS / 2 : PeerConfig.HELD_NANOS;
        boolean before = full;
        full = !waiting.isEmpty() && nowNanos - waiting.getFirst().nanos() >= limit;
        return full != before;
    }

    /** Returns whether the link takes no more at present. */
    boolean full() {
        return full;
    }

    /** Returns when to look although nothing has happened; once full, only packets change it. */
    long nextLookNanos() {
        return full || waiting.isEmpty()
                ? Long.MAX_VALUE
                : waiting.getFirst().nanos() + PeerConfig.HELD_NANOS;
    }
}
