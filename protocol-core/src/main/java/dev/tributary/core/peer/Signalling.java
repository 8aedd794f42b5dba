package dev.tributary.core.peer;

import dev.tributary.core.link.Bans;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.link.LinkTable.State;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Bye;
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
    private final int frameChunks;
    private final boolean trickle;
    private Bans bans = new Bans();
    private int self;

    Signalling(
            StreamKey stream,
            RoomSettings settings,
            LinkTable links,
            PeerOutput output,
            Courier courier) {
        this.stream = stream;
        this.links = links;
        this.output = output;
        this.courier = courier;
        this.frameChunks = settings.upload().frameChunks();
        this.trickle = settings.trickleIce();
    }

    /** Sets our own session, which may change when the tracker was restarted. */
    void self(int session) {
        self = session;
    }

    int self() {
        return self;
    }

    /**
     * Starts to connect unless a link with the session exists.
     *
     * @param closable whether the link may be closed when it is neither used nor stands by
     */
    void dial(long nowNanos, int session, boolean closable) {
        if (session == self
                || links.find(session) != LinkTable.NO_LINK
                || bans.banned(nowNanos, session)) {
            return;
        }
        // Both sides may dial at once: odd and even keep their attempts apart.
        int attempt = 2 * links.nextAttempt() + (self < session ? 0 : 1);
        int link = links.add(nowNanos, session, State.DIALING, attempt);
        if (link != LinkTable.NO_LINK) {
            links.closable(link, closable);
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
        if (offer.session() == self
                || bans.banned(nowNanos, offer.session())
                || (old != LinkTable.NO_LINK && stays(old, offer))) {
            return LinkTable.NO_LINK;
        }
        if (old != LinkTable.NO_LINK) {
            end(old, CloseReason.UNUSED);
        } else if (links.count() >= LinkTable.LINKS_MAX - PeerConfig.LINKS_RESERVED) {
            return LinkTable.NO_LINK;
        }
        int link = links.add(nowNanos, offer.session(), State.ANSWERING, offer.attempt());
        if (link != LinkTable.NO_LINK) {
            output.answer(link, trickle, offer.blob());
        }
        return old;
    }

    /** Returns whether a link outlives an offer: ours wins, or it is the answer to the same. */
    private boolean stays(int link, Signal offer) {
        return links.state(link) == State.DIALING
                ? self < offer.session()
                : links.attempt(link) == offer.attempt();
    }

    /**
     * The transport is open: greet; returns whether the link is of use, which it is not when its
     * messages are too small for a block.
     */
    boolean onLinkUp(long nowNanos, int link, int messageBytesMax) {
        State state = links.state(link);
        if (state != State.DIALING && state != State.ANSWERING) {
            return true;
        }
        if (messageBytesMax < PeerConfig.LINK_MESSAGE_MIN) {
            return false;
        }
        links.advance(nowNanos, link, State.OPEN);
        links.limitMessage(link, messageBytesMax);
        courier.toLink(link, new Hello(stream, self, frameChunks));
        return true;
    }

    /** Returns whether the greeting made the link ready; otherwise it is from another room. */
    boolean onHello(long nowNanos, int link, Hello hello) {
        if (!hello.stream().equals(stream)) {
            return false;
        }
        links.advance(nowNanos, link, State.READY);
        int wholeBlocks =
                hello.frameChunksMax() - hello.frameChunksMax() % RoomSettings.BLOCK_CHUNKS;
        links.limitFrame(link, Math.min(frameChunks, wholeBlocks));
        return true;
    }

    /** Connects with a viewer no more. */
    void ban(long nowNanos, int session) {
        bans.add(nowNanos, session);
    }

    /** The sessions of a new tracker are other viewers. */
    void forgetBans() {
        bans = new Bans();
    }

    boolean banned(long nowNanos, int session) {
        return bans.banned(nowNanos, session);
    }

    /** Says why and ends a link. */
    void close(int link, CloseReason reason) {
        State state = links.state(link);
        if (state == State.OPEN || state == State.READY) {
            courier.toLink(link, new Bye(reason));
        }
        end(link, reason);
    }

    /** Ends a link without a word. */
    void end(int link, CloseReason reason) {
        if (links.state(link) != State.FREE) {
            output.close(link, reason);
            links.remove(link);
        }
    }

    /** Gives up links that need the tracker to come up; it does not know them any more. */
    void endPending() {
        for (int link = 0; link < links.size(); link++) {
            State state = links.state(link);
            if (state == State.DIALING || state == State.ANSWERING) {
                end(link, CloseReason.FAILED);
            }
        }
    }

    /** Returns a link that has been connecting, or greeting, for too long, or NO_LINK. */
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
