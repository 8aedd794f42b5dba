package dev.tributary.core.peer;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.TroubleReason;
import dev.tributary.core.wire.Unsubscribe;

/**
 * One viewer: the whole protocol state of a peer as a deterministic state machine.
 *
 * <p>Inputs are the {@code on...} methods, each given the time at which it happened; effects leave
 * through {@link PeerOutput}. The peer has no threads, reads no clock and draws randomness only
 * from its own generator, so equal inputs give equal outputs, in a simulation and in production.
 * Not thread safe: one caller at a time.
 *
 * <p>Time is in nanoseconds since the peer was created and never goes back. The peer only routes;
 * {@link Viewing} holds the mechanisms of a room once its configuration is known.
 */
public final class Peer {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final PeerConfig config;
    private final PeerOutput output;
    private final PeerObserver observer;
    private final Courier courier;
    private final Entrance entrance;
    private Viewing viewing;
    private long lastNanos;
    private boolean inside;
    private boolean left;

    /** Creates a viewer that does nothing before {@link #onPlay}. */
    public Peer(PeerConfig config, PeerOutput output, PeerObserver observer) {
        this.config = config;
        this.output = output;
        this.observer = observer;
        courier = new Courier(output, observer);
        entrance = new Entrance(config, output, courier);
    }

    private void begin(long nowNanos) {
        Check.that(!inside, "an effect called back into the peer");
        Check.that(nowNanos >= lastNanos, "time went back");
        inside = true;
        lastNanos = nowNanos;
    }

    private void end(long nowNanos) {
        if (viewing != null && !left) {
            viewing.settle(nowNanos);
        }
        inside = false;
    }

    /** The viewer wants to watch. */
    public void onPlay(long nowNanos) {
        begin(nowNanos);
        entrance.open();
        end(nowNanos);
    }

    /** The viewer goes; no input may follow. */
    public void onLeave(long nowNanos) {
        begin(nowNanos);
        if (viewing != null) {
            viewing.leave();
        }
        entrance.leave();
        left = true;
        end(nowNanos);
    }

    /** The scheduler answered. */
    public void onLinkAnswer(long nowNanos, LinkAnswer answer) {
        begin(nowNanos);
        courier.received(answer);
        if (viewing == null) {
            viewing = new Viewing(config, answer.settings(), output, observer, courier, entrance);
        }
        entrance.onConfigured(answer);
        end(nowNanos);
    }

    /** The scheduler, or the edge when asked for the index, did not answer or refused. */
    public void onServerFailed(long nowNanos) {
        begin(nowNanos);
        entrance.onFailed(nowNanos);
        end(nowNanos);
    }

    /** The slice index arrived. */
    public void onIndex(long nowNanos, Index index) {
        begin(nowNanos);
        courier.received(index);
        if (viewing == null || !viewing.start(nowNanos, index)) {
            entrance.onFailed(nowNanos);
        } else {
            entrance.onIndexed();
        }
        end(nowNanos);
    }

    /** The tracker is connected. */
    public void onTrackerUp(long nowNanos) {
        begin(nowNanos);
        entrance.onTrackerUp();
        end(nowNanos);
    }

    /** The connection to the tracker failed or ended. */
    public void onTrackerDown(long nowNanos) {
        begin(nowNanos);
        entrance.onTrackerDown(nowNanos, 0);
        end(nowNanos);
    }

    /** A message of the tracker. */
    public void onTrackerMessage(long nowNanos, Message message) {
        begin(nowNanos);
        courier.received(message);
        if (viewing != null) {
            viewing.onTrackerMessage(nowNanos, message);
        }
        end(nowNanos);
    }

    /** The transport of a link has a description or candidate for the other side. */
    public void onLocalSignal(long nowNanos, int link, SignalKind kind, Payload blob) {
        begin(nowNanos);
        viewing.signalling().onLocalSignal(link, kind, blob);
        end(nowNanos);
    }

    /** A link is open. */
    public void onLinkUp(long nowNanos, int link) {
        begin(nowNanos);
        viewing.signalling().onLinkUp(nowNanos, link);
        end(nowNanos);
    }

    /** A link failed to open, or ended without our doing. */
    public void onLinkDown(long nowNanos, int link, CloseReason reason) {
        begin(nowNanos);
        viewing.onLinkDown(nowNanos, link, reason);
        end(nowNanos);
    }

    /** A message of another viewer. */
    public void onMessage(long nowNanos, int link, Message message) {
        begin(nowNanos);
        dispatch(nowNanos, link, message);
        end(nowNanos);
    }

    private void dispatch(long nowNanos, int link, Message message) {
        switch (message.type()) {
            case DATA -> viewing.onData(nowNanos, link, (Data) message);
            case HELLO -> viewing.onHello(nowNanos, link, (Hello) message);
            case SUBSCRIBE -> viewing.serving().onSubscribe(nowNanos, link, (Subscribe) message);
            case UNSUBSCRIBE -> viewing.serving().onUnsubscribe(link, (Unsubscribe) message);
            case NACK -> viewing.serving().onNack(nowNanos, link, (Nack) message);
            case REFUSE -> viewing.onRefuse(nowNanos, link, (Refuse) message);
            case BYE -> viewing.onLinkDown(nowNanos, link, ((Bye) message).reason());
            case GET_LINK,
                            LINK_ANSWER,
                            INDEX,
                            JOIN,
                            JOIN_OK,
                            PEERS,
                            ASSIGN,
                            SIGNAL,
                            REPORT,
                            LEAVE,
                            REJECTION,
                            TROUBLE ->
                    viewing.drop(nowNanos, link, CloseReason.PROTOCOL, TroubleReason.LINK_LOST);
        }
    }

    /**
     * Media from the edge.
     *
     * @param request number of the fetch, 0 = the standing stream
     */
    public void onEdgeData(long nowNanos, int request, Data data) {
        begin(nowNanos);
        viewing.onEdgeData(nowNanos, request, data);
        end(nowNanos);
    }

    /** The edge will not answer a request, or the standing stream (request 0) ended. */
    public void onEdgeFailed(long nowNanos, int request) {
        begin(nowNanos);
        viewing.onEdgeFailed(nowNanos, request);
        end(nowNanos);
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        begin(nowNanos);
        entrance.onTimer(nowNanos);
        if (viewing != null) {
            viewing.onTimer(nowNanos);
        }
        end(nowNanos);
    }

    /** Returns when {@link #onTimer} must next be called, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        if (left) {
            return NEVER;
        }
        long next = entrance.nextDeadlineNanos();
        return viewing == null ? next : Math.min(next, viewing.nextDeadlineNanos());
    }
}
