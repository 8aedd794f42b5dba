package dev.tributary.core.peer;

import dev.tributary.core.wire.Message;

/**
 * Sends messages without media and counts their bytes: the only way to the tracker and to links.
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
}
