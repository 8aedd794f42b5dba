package dev.tributary.core.peer;

import dev.tributary.core.playout.ScreenObserver;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.wire.Data;

/** What happened, for measuring and checking; a peer behaves the same whoever watches. */
public interface PeerObserver extends ScreenObserver {
    /** Watches nothing. */
    PeerObserver NONE = new PeerObserver() {};

    /** Returns an observer that lets two watch, the first one first. */
    static PeerObserver both(PeerObserver first, PeerObserver second) {
        return new BothObservers(first, second);
    }

    /**
     * The viewer has come to know its room.
     *
     * @param sliceMillis how long slices are there, nominally
     */
    default void roomKnown(int sliceMillis) {}

    /**
     * Media arrived.
     *
     * @param link where from, -1 = the edge
     * @param useful bytes that were not here before
     * @param duplicate bytes that were
     */
    default void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {}

    /** Media was handed to the transport of a link. */
    default void mediaSent(long nowNanos, int link, Data data) {}

    /** A message without media was sent to, or received from, a server or a viewer. */
    default void signalling(int bytes) {}

    /** Something that another viewer sent, or wanted, was not taken. */
    default void refused(long nowNanos, int link, Refusal reason) {}

    /** A viewer was accepted as a receiver of a sub-stream. */
    default void receiverAccepted(long nowNanos, int link, int session, int subStream) {}

    /**
     * The emergency line of an incomplete slice passed.
     *
     * @param lineNanos when the line was, as far as was known
     * @param requested whether the slice is on its way from the CDN
     */
    default void emergencyLine(long nowNanos, long lineNanos, int slice, boolean requested) {}
}
