package dev.tributary.core.peer;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Time;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;

/**
 * One viewer: the whole protocol state of a peer as a deterministic state machine.
 *
 * <p>Inputs are the {@code on...} methods, each given the time at which it happened; effects leave
 * through {@link PeerOutput}. The peer has no threads, reads no clock and draws randomness only
 * from its own generator, so equal inputs give equal outputs, in a simulation and in production.
 * Not thread safe: one caller at a time.
 *
 * <p>Time is in nanoseconds since the peer was created and never goes back. The peer only routes;
 * {@link RoomSession} holds the mechanisms of a room once its configuration is known.
 */
public final class Peer {
    private final PeerConfig config;
    private final Strategies strategies;
    private final PeerOutput output;
    private final PeerObserver observer;
    private final Courier courier;
    private final Entrance entrance;
    private RoomSession session;
    private long lastNanos;
    private boolean inside;
    private boolean playing;
    private boolean left;

    /**
     * Creates a viewer that does nothing before {@link #onPlay}.
     *
     * @param strategies the systems that its host lets it run
     */
    public Peer(
            PeerConfig config, Strategies strategies, PeerOutput output, PeerObserver observer) {
        this.config = config;
        this.strategies = strategies;
        this.output = output;
        this.observer = observer;
        courier = new Courier(output, observer);
        entrance = new Entrance(config, output, courier);
    }

    /** Returns whether the input counts: a viewer that has left hears nothing more. */
    private boolean begin(long nowNanos) {
        Check.that(!inside, "an effect called back into the peer");
        Check.that(nowNanos >= lastNanos, "time went back");
        inside = true;
        lastNanos = nowNanos;
        return !left;
    }

    /** As {@link #begin}, for inputs that mean nothing before the room is known. */
    private boolean beginInRoom(long nowNanos) {
        return begin(nowNanos) && session != null;
    }

    private void end(long nowNanos) {
        if (session != null && !left) {
            session.settle(nowNanos);
        }
        inside = false;
    }

    /** The viewer wants to watch. */
    public void onPlay(long nowNanos) {
        if (begin(nowNanos) && !playing) {
            playing = true;
            entrance.open();
        }
        end(nowNanos);
    }

    /** The viewer goes; inputs that follow are ignored. */
    public void onLeave(long nowNanos) {
        if (begin(nowNanos)) {
            if (session != null) {
                session.leave();
            }
            entrance.leave();
            left = true;
        }
        end(nowNanos);
    }

    /** The scheduler answered. */
    public void onLinkAnswer(long nowNanos, LinkAnswer answer) {
        if (begin(nowNanos) && playing && session == null) {
            courier.received(answer);
            session =
                    new RoomSession(
                            config,
                            answer.settings(),
                            strategies.of(answer.settings()),
                            output,
                            observer,
                            courier,
                            entrance);
            entrance.onConfigured(answer);
        } else if (session != null && !left) {
            courier.received(answer);
            entrance.onToken(answer);
        }
        end(nowNanos);
    }

    /** The scheduler, or the edge when asked for the index, did not answer or refused. */
    public void onServerFailed(long nowNanos) {
        if (begin(nowNanos) && playing) {
            entrance.onFailed(nowNanos);
        }
        end(nowNanos);
    }

    /** The slice index arrived. */
    public void onIndex(long nowNanos, Index index) {
        if (beginInRoom(nowNanos)) {
            courier.received(index);
            if (session.onIndex(nowNanos, index)) {
                entrance.onIndexed();
            } else {
                entrance.onFailed(nowNanos);
            }
        }
        end(nowNanos);
    }

    /** The tracker is connected. */
    public void onTrackerUp(long nowNanos) {
        if (beginInRoom(nowNanos)) {
            entrance.onTrackerUp();
        }
        end(nowNanos);
    }

    /** The connection to the tracker failed or ended. */
    public void onTrackerDown(long nowNanos) {
        if (beginInRoom(nowNanos)) {
            entrance.onTrackerDown(nowNanos);
        }
        end(nowNanos);
    }

    /** A message of the tracker. */
    public void onTrackerMessage(long nowNanos, Message message) {
        if (beginInRoom(nowNanos) && courier.trackerReady()) {
            courier.received(message);
            session.onTrackerMessage(nowNanos, message);
        }
        end(nowNanos);
    }

    /** The transport of a link has a description or candidate for the other side. */
    public void onLocalSignal(long nowNanos, int link, SignalKind kind, Payload blob) {
        if (beginInRoom(nowNanos)) {
            session.neighbours().onLocalSignal(link, kind, blob);
        }
        end(nowNanos);
    }

    /** A link is open. */
    public void onLinkUp(long nowNanos, int link) {
        if (beginInRoom(nowNanos)) {
            session.neighbours().onLinkUp(nowNanos, link);
        }
        end(nowNanos);
    }

    /** A link failed to open, or ended without our doing. */
    public void onLinkDown(long nowNanos, int link, CloseReason reason) {
        if (beginInRoom(nowNanos)) {
            session.neighbours().onLinkDown(nowNanos, link, reason);
        }
        end(nowNanos);
    }

    /** A message of another viewer. */
    public void onMessage(long nowNanos, int link, Message message) {
        if (beginInRoom(nowNanos)) {
            if (message instanceof Data data) {
                session.onData(nowNanos, link, data);
            } else {
                session.neighbours().onMessage(nowNanos, link, message);
            }
        }
        end(nowNanos);
    }

    /** Bytes of another viewer that are no message, and not to be ignored (Protocol 7.2, 8.1). */
    public void onMalformed(long nowNanos, int link) {
        if (beginInRoom(nowNanos)) {
            session.neighbours().onMalformed(nowNanos, link);
        }
        end(nowNanos);
    }

    /**
     * Media from the edge.
     *
     * @param request number of the fetch, 0 = the standing stream
     */
    public void onEdgeData(long nowNanos, int request, Data data) {
        if (beginInRoom(nowNanos)) {
            session.onEdgeData(nowNanos, request, data);
        }
        end(nowNanos);
    }

    /** The edge will not answer a request, or the standing stream (request 0) ended. */
    public void onEdgeFailed(long nowNanos, int request) {
        if (beginInRoom(nowNanos)) {
            session.onEdgeFailed(nowNanos, request);
        }
        end(nowNanos);
    }

    /**
     * An answer to {@link PeerOutput#verify}.
     *
     * @param genuine whether the media is the origin's
     */
    public void onVerified(long nowNanos, int check, boolean genuine) {
        if (beginInRoom(nowNanos)) {
            session.onVerified(nowNanos, check, genuine);
        }
        end(nowNanos);
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        if (begin(nowNanos)) {
            entrance.onTimer(nowNanos);
            if (session != null) {
                session.onTimer(nowNanos);
            }
        }
        end(nowNanos);
    }

    /** Returns when {@link #onTimer} must next be called, or {@link Time#NEVER}. */
    public long nextDeadlineNanos() {
        if (left) {
            return Time.NEVER;
        }
        long next = entrance.nextDeadlineNanos();
        return session == null ? next : Math.min(next, session.nextDeadlineNanos());
    }
}
