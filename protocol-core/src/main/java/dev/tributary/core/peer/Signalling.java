package dev.tributary.core.peer;

import dev.tributary.core.peer.LinkTable.State;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.StreamKey;

/**
 * Brings links up: offers, answers and candidates through the tracker, then the greeting.
 *
 * <p>When two viewers offer to each other at the same time, the offer of the smaller session wins,
 * so that both keep the same link.
 */
final class Signalling {
    /** A link that is not up by then never will be: twice the transport's own time-out and more. */
    private static final long SETUP_NANOS = 15_000_000_000L;

    private final LinkTable links;
    private final PeerOutput output;
    private final Courier courier;
    private final StreamKey stream;
    private final int frameChunksMax;
    private final boolean trickle;
    private int self;

    Signalling(LinkTable links, PeerOutput output, Courier courier, Room room) {
        this.links = links;
        this.output = output;
        this.courier = courier;
        this.stream = room.stream();
        this.frameChunksMax = room.settings().upload().frameChunks();
        this.trickle = room.settings().trickleIce();
    }

    /**
     * What signalling must know of the room.
     *
     * @param stream the stream
     * @param settings its configuration
     */
    record Room(StreamKey stream, RoomSettings settings) {}

    /** Sets our own session, which may change when the tracker was restarted. */
    void self(int session) {
        self = session;
    }

    int self() {
        return self;
    }

    /** Starts to connect unless a link with the session exists. */
    void dial(long nowNanos, int session) {
        if (session == self || links.find(session) != LinkTable.NO_LINK) {
            return;
        }
        int link = links.add(nowNanos, session, State.DIALING, links.nextAttempt());
        if (link != LinkTable.NO_LINK) {
            output.dial(link, trickle);
        }
    }

    void onLocalSignal(int link, SignalKind kind, Payload blob) {
        State state = links.state(link);
        if (state == State.DIALING || state == State.ANSWERING) {
            courier.toTracker(new Signal(links.session(link), links.attempt(link), kind, blob));
        }
    }

    /** Handles a signal relayed by the tracker; returns a link that had to give way, or NO_LINK. */
    int onSignal(long nowNanos, Signal signal) {
        if (signal.kind() == SignalKind.OFFER) {
            return onOffer(nowNanos, signal);
        }
        int link = links.find(signal.session());
        boolean known = link != LinkTable.NO_LINK && links.attempt(link) == signal.attempt();
        boolean answer = signal.kind() == SignalKind.ANSWER;
        if (known && (links.state(link) == State.DIALING || !answer)) {
            output.remoteSignal(link, signal.kind(), signal.blob());
        }
        return LinkTable.NO_LINK;
    }

    private int onOffer(long nowNanos, Signal offer) {
        int old = links.find(offer.session());
        if (old != LinkTable.NO_LINK) {
            if (links.state(old) == State.DIALING && self < offer.session()) {
                return LinkTable.NO_LINK;
            }
            output.close(old, CloseReason.UNUSED);
            links.remove(old);
        }
        int link = links.add(nowNanos, offer.session(), State.ANSWERING, offer.attempt());
        if (link != LinkTable.NO_LINK) {
            output.answer(link, trickle, offer.blob());
        }
        return old;
    }

    /** The transport is open: greet. */
    void onLinkUp(long nowNanos, int link) {
        if (links.state(link) == State.FREE) {
            return;
        }
        links.advance(nowNanos, link, State.OPEN);
        courier.toLink(link, new Hello(stream, self, frameChunksMax));
    }

    /** Returns whether the greeting made the link ready; otherwise it is closed. */
    boolean onHello(long nowNanos, int link, Hello hello) {
        if (!hello.stream().equals(stream)) {
            close(link, CloseReason.WRONG_ROOM);
            return false;
        }
        if (links.state(link) != State.OPEN) {
            close(link, CloseReason.PROTOCOL);
            return false;
        }
        links.advance(nowNanos, link, State.READY);
        links.limitFrame(link, Math.max(1, hello.frameChunksMax()));
        return true;
    }

    void close(int link, CloseReason reason) {
        if (links.state(link) != State.FREE) {
            output.close(link, reason);
            links.remove(link);
        }
    }

    /** Returns a link that has been connecting for too long, or NO_LINK. */
    int overdue(long nowNanos) {
        for (int link = 0; link < links.size(); link++) {
            State state = links.state(link);
            boolean pending = state != State.FREE && state != State.READY;
            if (pending && nowNanos - links.sinceNanos(link) > SETUP_NANOS) {
                return link;
            }
        }
        return LinkTable.NO_LINK;
    }
}
