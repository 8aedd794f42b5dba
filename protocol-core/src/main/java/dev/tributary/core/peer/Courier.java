package dev.tributary.core.peer;

import dev.tributary.core.wire.Message;

/**
 * The way of messages without media to the tracker and to links; their bytes, and what was refused,
 * are told to the observer.
 */
final class Courier {
    private final PeerOutput output;
    private final PeerObserver observer;
    private boolean trackerReady;

    Courier(PeerOutput output, PeerObserver observer) {
        this.output = output;
        this.observer = observer;
    }

    void trackerReady(boolean ready) {
        trackerReady = ready;
    }

    boolean trackerReady() {
        return trackerReady;
    }

    /** Sends to the tracker; without a tracker the message is lost, as on a broken connection. */
    void toTracker(Message message) {
        if (trackerReady) {
            observer.signalling(message.wireBytes());
            output.toTracker(message);
        }
    }

    void toLink(int link, Message message) {
        observer.signalling(message.wireBytes());
        output.send(link, message);
    }

    void received(Message message) {
        observer.signalling(message.wireBytes());
    }

    /** Something that another viewer sent, or wanted, was not taken. */
    void refused(long nowNanos, int link, Refusal reason) {
        observer.refused(nowNanos, link, reason);
    }

    /** A viewer was accepted as a receiver. */
    void accepted(long nowNanos, int link, int session, int subStream) {
        observer.receiverAccepted(nowNanos, link, session, subStream);
    }
}
