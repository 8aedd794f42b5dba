package dev.tributary.webrtc.sctp;

import java.util.ArrayDeque;

/** One data channel: the stream of its id in both directions. */
final class Channel {
    /** Life of a channel. */
    enum State {
        /**
         * DCEP OPEN sent, not yet acknowledged: user messages stay ordered (RFC 8832 section 6).
         */
        OPENING,
        OPEN,
        /** No more messages; closed when both directions are reset (RFC 8831 section 6.7). */
        CLOSING
    }

    final int id;
    final boolean ordered;
    final ArrayDeque<OutgoingMessage> queue = new ArrayDeque<>();

    State state;

    /** Until the owner is told that it is open. */
    String label;

    /** As long as the label. */
    String protocol;

    /** User bytes not yet sent for the first time. */
    long bufferedBytes;

    long lowThresholdBytes;

    /** Chunks sent and not yet acknowledged. */
    int chunksInFlight;

    /** User bytes sent and not known to have arrived. */
    long underWayBytes;

    int nextSsn;
    boolean queued;

    /** {@link #bufferedBytes} exceeded the threshold; the owner is told when it no longer does. */
    boolean aboveThreshold;

    /** A send was refused for want of room; the owner waits for a sign. */
    boolean refused;

    boolean outgoingReset;
    boolean incomingReset;

    Channel(int id, String label, String protocol, boolean ordered, State state) {
        this.id = id;
        this.label = label;
        this.protocol = protocol;
        this.ordered = ordered;
        this.state = state;
    }

    /** The owner is told, with what the peer called it, which is not kept. */
    void told() {
        label = "";
        protocol = "";
    }

    /** Whether nothing of this channel waits here or is under way. */
    boolean drained() {
        return queue.isEmpty() && chunksInFlight == 0;
    }
}
