package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.TroubleReason;
import dev.tributary.core.wire.Unsubscribe;

/**
 * The other viewers: carries out the tracker's plan, and takes every link through its life so that
 * nothing refers to a link that has ended.
 */
final class Neighbours {
    /** Pause between complaints about sub-streams that nobody provides. */
    private static final long COMPLAINT_NANOS = 30_000_000_000L;

    private final RoomSettings settings;
    private final LinkTable links;
    private final Signalling signalling;
    private final Feeds feeds;
    private final Serving serving;
    private final View view;
    private final Integrity integrity;
    private final PeerObserver observer;

    /** Null when nobody asks anybody for pieces. */
    private final @Nullable Mesh mesh;

    private long complainedNanos;
    private boolean changed = true;

    Neighbours(
            LinkTable links,
            Signalling signalling,
            Feeds feeds,
            Serving serving,
            View view,
            Integrity integrity,
            PeerObserver observer,
            @Nullable Mesh mesh) {
        settings = view.settings();
        this.links = links;
        this.signalling = signalling;
        this.feeds = feeds;
        this.serving = serving;
        this.view = view;
        this.integrity = integrity;
        this.observer = observer;
        this.mesh = mesh;
    }

    /** Returns, once, that sources may have changed. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The tracker named this viewer, perhaps once more after it was restarted. */
    void onJoined(long nowNanos, int session) {
        if (signalling.self() != 0 && signalling.self() != session) {
            signalling.endPending();
            feeds.forgetSessions();
            integrity.forgetSessions(links);
            links.forgetSessions();
            signalling.forgetBans();
        }
        signalling.self(session);
        complainedNanos = nowNanos;
        changed = true;
    }

    /** What the tracker says to viewers that have joined. */
    void onPlan(long nowNanos, Message message) {
        if (message instanceof Assign plan) {
            onAssign(nowNanos, plan);
        } else if (message instanceof Signal signal) {
            onSignal(nowNanos, signal);
        } else if (message instanceof Peers peers) {
            for (int session : peers.sessions()) {
                signalling.dial(nowNanos, session, false);
            }
        }
    }

    private void onAssign(long nowNanos, Assign plan) {
        int subStreams = settings.layout().subStreams();
        int before = view.cdnSubStream();
        int own = plan.cdnSubStream() < subStreams ? plan.cdnSubStream() : Assign.NONE;
        view.assign(own);
        for (int i = 0; i < plan.slots().size(); i++) {
            Slot slot = plan.slots().get(i);
            if (slot.subStream() < feeds.count()) {
                feeds.assign(nowNanos, slot);
                dismissBanned(nowNanos, slot);
            }
        }
        if (before >= 0 && before != own) {
            serving.stop(before);
        }
        changed = true;
    }

    /** The tracker does not know yet whom this viewer has banned. */
    private void dismissBanned(long nowNanos, Slot slot) {
        for (int session : new int[] {slot.provider(), slot.backup()}) {
            if (session != 0 && signalling.banned(nowNanos, session)) {
                feeds.onLinkLost(nowNanos, LinkTable.NO_LINK, session, TroubleReason.FORGED);
            }
        }
    }

    private void onSignal(long nowNanos, Signal signal) {
        int replaced = signalling.onSignal(nowNanos, signal);
        if (replaced != LinkTable.NO_LINK) {
            serving.onLinkEnded(replaced);
            if (mesh != null) {
                mesh.onReplaced(replaced);
            }
            feeds.dropSubscription(replaced);
            changed = true;
        }
    }

    void onLocalSignal(int link, SignalKind kind, Payload blob) {
        signalling.onLocalSignal(link, kind, blob);
    }

    void onLinkUp(long nowNanos, int link, int messageBytesMax) {
        if (!signalling.onLinkUp(nowNanos, link, messageBytesMax)) {
            drop(nowNanos, link, CloseReason.FAILED, TroubleReason.CONNECT_FAILED);
        }
    }

    /** Returns whether a message may be looked at; what comes too early closes the link. */
    boolean admits(long nowNanos, int link, Message message) {
        LinkTable.State state = links.state(link);
        boolean greeting = message.type() == Message.Type.HELLO;
        boolean bye = message.type() == Message.Type.BYE;
        if (state == LinkTable.State.READY
                ? !greeting
                : state == LinkTable.State.OPEN && greeting) {
            return true;
        }
        if (state == LinkTable.State.OPEN && bye) {
            return true;
        }
        boolean up = state == LinkTable.State.OPEN || state == LinkTable.State.READY;
        if (up && message.type() != Message.Type.DATA) {
            breach(nowNanos, link);
        } else {
            // Media may overtake the greeting: only messages of equal kind keep their order.
            observer.refused(nowNanos, link, Refusal.EARLY);
        }
        return false;
    }

    /** A message without media. */
    void onMessage(long nowNanos, int link, Message message) {
        if (!admits(nowNanos, link, message)) {
            return;
        }
        switch (message.type()) {
            case HELLO -> onHello(nowNanos, link, (Hello) message);
            case SUBSCRIBE -> serving.onSubscribe(nowNanos, link, (Subscribe) message);
            case UNSUBSCRIBE -> serving.onUnsubscribe(nowNanos, link, (Unsubscribe) message);
            case NACK -> serving.onNack(nowNanos, link, (Nack) message);
            case REFUSE -> onRefuse(nowNanos, link, (Refuse) message);
            case HAVE, REQUEST, ABSENT -> onPieces(nowNanos, link, message);
            case BYE -> onBye(nowNanos, link, (Bye) message);
            default -> breach(nowNanos, link);
        }
    }

    /** What viewers say of pieces, in rooms where they do. */
    private void onPieces(long nowNanos, int link, Message message) {
        if (mesh == null) {
            breach(nowNanos, link);
        } else if (message instanceof Have have) {
            mesh.onHave(nowNanos, link, have);
        } else if (message instanceof Absent absent) {
            mesh.onAbsent(nowNanos, link, absent);
        } else if (serving.answers()) {
            serving.onRequest(nowNanos, link, (Request) message);
        } else {
            breach(nowNanos, link);
        }
    }

    /** What the other side sent is no message. */
    void onMalformed(long nowNanos, int link) {
        if (links.state(link) == LinkTable.State.OPEN || links.ready(link)) {
            breach(nowNanos, link);
        }
    }

    /** The other side broke the protocol. */
    private void breach(long nowNanos, int link) {
        observer.refused(nowNanos, link, Refusal.PROTOCOL);
        drop(nowNanos, link, CloseReason.PROTOCOL, TroubleReason.LINK_LOST);
    }

    /** A viewer sent media that is not the origin's; its link may be gone, or another, by now. */
    void onForged(long nowNanos, int session) {
        signalling.ban(nowNanos, session);
        int link = links.find(session);
        if (link == LinkTable.NO_LINK) {
            forget(nowNanos, link, session, TroubleReason.FORGED);
        } else {
            drop(nowNanos, link, CloseReason.PROTOCOL, TroubleReason.FORGED);
        }
    }

    int session(int link) {
        return links.session(link);
    }

    /** Returns a link if it is still with the session that it was with, or else NO_LINK. */
    int same(int link, int session) {
        boolean same = links.state(link) != LinkTable.State.FREE && links.session(link) == session;
        return same ? link : LinkTable.NO_LINK;
    }

    private void onHello(long nowNanos, int link, Hello hello) {
        if (signalling.onHello(nowNanos, link, hello)) {
            feeds.onLinkReady(links.session(link));
            if (mesh != null) {
                mesh.onReady(link);
            }
            changed = true;
        } else {
            observer.refused(nowNanos, link, Refusal.WRONG_ROOM);
            drop(nowNanos, link, CloseReason.WRONG_ROOM, TroubleReason.LINK_LOST);
        }
    }

    private void onRefuse(long nowNanos, int link, Refuse refuse) {
        if (refuse.subStream() >= settings.layout().subStreams()) {
            observer.refused(nowNanos, link, Refusal.SUB_STREAM);
        } else if (!feeds.onRefused(nowNanos, link, refuse.subStream())) {
            observer.refused(nowNanos, link, Refusal.UNASKED);
        }
        changed = true;
    }

    /** The other side goes; our end of the transport is closed before its number is used again. */
    private void onBye(long nowNanos, int link, Bye bye) {
        int session = links.session(link);
        signalling.end(link, bye.reason());
        forget(nowNanos, link, session, TroubleReason.LINK_LOST);
    }

    void shed(long nowNanos) {
        serving.shed(nowNanos);
    }

    void onLinkTakes(long nowNanos, int link, boolean more) {
        if (links.ready(link)) {
            serving.onLinkTakes(nowNanos, link, more);
        }
    }

    void onLinkDown(long nowNanos, int link, CloseReason reason) {
        if (links.state(link) == LinkTable.State.FREE) {
            return;
        }
        boolean never = !links.ready(link) && reason == CloseReason.FAILED;
        int session = links.session(link);
        links.remove(link);
        forget(
                nowNanos,
                link,
                session,
                never ? TroubleReason.CONNECT_FAILED : TroubleReason.LINK_LOST);
    }

    /** Closes a link from our side. */
    private void drop(long nowNanos, int link, CloseReason reason, TroubleReason trouble) {
        int session = links.session(link);
        signalling.close(link, reason);
        forget(nowNanos, link, session, trouble);
    }

    private void forget(long nowNanos, int link, int session, TroubleReason reason) {
        if (link != LinkTable.NO_LINK) {
            serving.onLinkEnded(link);
        }
        if (mesh != null) {
            mesh.onEnded(link, session, reason);
        }
        feeds.onLinkLost(nowNanos, link, session, reason);
        changed = true;
    }

    /** Gives a neighbour up. */
    void evict(long nowNanos, int link) {
        if (links.ready(link)) {
            drop(nowNanos, link, CloseReason.UNUSED, TroubleReason.REFUSED);
        }
    }

    /** Gives up links that do not come up or that nobody uses. */
    void tidy(long nowNanos) {
        int overdue = signalling.overdue(nowNanos);
        while (overdue != LinkTable.NO_LINK) {
            drop(nowNanos, overdue, CloseReason.FAILED, TroubleReason.CONNECT_FAILED);
            overdue = signalling.overdue(nowNanos);
        }
        for (int link = 0; link < links.size(); link++) {
            if (links.ready(link) && links.closable(link)) {
                closeUnused(nowNanos, link);
            }
        }
        int own = view.cdnSubStream();
        if (own != PeerView.UNASSIGNED && nowNanos - complainedNanos >= COMPLAINT_NANOS) {
            complainedNanos = nowNanos;
            feeds.complain(own);
        }
    }

    /** The side that dialed a link closes it; the other may count on it as a backup until then. */
    private void closeUnused(long nowNanos, int link) {
        if (feeds.uses(links.session(link)) || serving.serves(link)) {
            links.touch(nowNanos, link);
        } else if (nowNanos - links.sinceNanos(link) >= PeerConfig.UNUSED_NANOS) {
            drop(nowNanos, link, CloseReason.UNUSED, TroubleReason.LINK_LOST);
        }
    }

    void leave() {
        for (int link = 0; link < links.size(); link++) {
            signalling.close(link, CloseReason.LEAVING);
        }
    }
}
