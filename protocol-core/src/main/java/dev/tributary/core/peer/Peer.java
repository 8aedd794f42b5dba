package dev.tributary.core.peer;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
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
 * <p>Inputs come in by {@link #input}, each with the time at which it happened; effects leave
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
    private @Nullable RoomSession session;
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

    /**
     * Takes an input: the one door in. The {@code on...} methods below say the same with types.
     *
     * @param number link, request or check, as the kind has it; 0 otherwise
     * @param content of the class that {@link PeerInput#content} names, null for none
     */
    public void input(long nowNanos, PeerInput kind, int number, @Nullable Object content) {
        Check.that(!inside, "an effect called back into the peer");
        Check.that(nowNanos >= lastNanos, "time went back");
        inside = true;
        lastNanos = nowNanos;
        if (!left) {
            take(nowNanos, kind, number, content);
        }
        if (session != null && !left) {
            session.settle(nowNanos);
        }
        inside = false;
    }

    private void take(long nowNanos, PeerInput kind, int number, @Nullable Object content) {
        switch (kind) {
            case PLAY -> {
                if (!playing) {
                    playing = true;
                    entrance.open();
                }
            }
            case LEAVE -> leave();
            case LINK_ANSWER -> configure(nowNanos, (LinkAnswer) Sure.of(content));
            case SERVER_FAILED -> {
                if (playing) {
                    entrance.onFailed(nowNanos);
                }
            }
            case TIMER -> {
                entrance.onTimer(nowNanos);
                if (session != null) {
                    session.onTimer(nowNanos);
                }
            }
            default -> {
                // The rest means nothing before the room is known.
                if (session != null) {
                    session.take(nowNanos, kind, number, content);
                }
            }
        }
    }

    private void leave() {
        if (session != null) {
            session.leave();
        }
        entrance.leave();
        left = true;
    }

    private void configure(long nowNanos, LinkAnswer answer) {
        if (!playing) {
            return;
        }
        courier.received(answer);
        RoomSession before = session;
        if (before == null) {
            enter(answer, Handover.NONE);
        } else if (entrance.takeAnew() && before.standsStill()) {
            // As a newcomer: what is here, and whoever sent it, is of numbers that are no more.
            Handover handover = before.handOver(nowNanos);
            entrance.beginAnew(nowNanos);
            enter(answer, handover);
        } else {
            entrance.onAnswer(answer);
        }
    }

    private void enter(LinkAnswer answer, Handover handover) {
        observer.roomKnown(answer.settings().layout().sliceMillis());
        session =
                new RoomSession(
                        config,
                        answer.settings(),
                        strategies.of(answer.settings()),
                        output,
                        observer,
                        courier,
                        entrance,
                        handover);
        entrance.onConfigured(answer);
    }

    /** See {@link PeerInput#PLAY}. */
    public void onPlay(long nowNanos) {
        input(nowNanos, PeerInput.PLAY, 0, null);
    }

    /** See {@link PeerInput#LEAVE}. */
    public void onLeave(long nowNanos) {
        input(nowNanos, PeerInput.LEAVE, 0, null);
    }

    /** See {@link PeerInput#LINK_ANSWER}. */
    public void onLinkAnswer(long nowNanos, LinkAnswer answer) {
        input(nowNanos, PeerInput.LINK_ANSWER, 0, answer);
    }

    /** See {@link PeerInput#SERVER_FAILED}. */
    public void onServerFailed(long nowNanos) {
        input(nowNanos, PeerInput.SERVER_FAILED, 0, null);
    }

    /** See {@link PeerInput#INDEX}. */
    public void onIndex(long nowNanos, Index index) {
        input(nowNanos, PeerInput.INDEX, 0, index);
    }

    /** See {@link PeerInput#TRACKER_UP}. */
    public void onTrackerUp(long nowNanos) {
        input(nowNanos, PeerInput.TRACKER_UP, 0, null);
    }

    /** See {@link PeerInput#TRACKER_DOWN}. */
    public void onTrackerDown(long nowNanos) {
        input(nowNanos, PeerInput.TRACKER_DOWN, 0, null);
    }

    /** See {@link PeerInput#TRACKER_MESSAGE}. */
    public void onTrackerMessage(long nowNanos, Message message) {
        input(nowNanos, PeerInput.TRACKER_MESSAGE, 0, message);
    }

    /** See {@link PeerInput#LOCAL_SIGNAL}. */
    public void onLocalSignal(long nowNanos, int link, SignalKind kind, Payload blob) {
        input(nowNanos, PeerInput.LOCAL_SIGNAL, link, new LocalSignal(kind, blob));
    }

    /** See {@link PeerInput#LINK_UP}. */
    public void onLinkUp(long nowNanos, int link, int messageBytesMax) {
        input(nowNanos, PeerInput.LINK_UP, link, messageBytesMax);
    }

    /** See {@link PeerInput#LINK_DOWN}. */
    public void onLinkDown(long nowNanos, int link, CloseReason reason) {
        input(nowNanos, PeerInput.LINK_DOWN, link, reason);
    }

    /** See {@link PeerInput#LINK_MESSAGE}. */
    public void onMessage(long nowNanos, int link, Message message) {
        input(nowNanos, PeerInput.LINK_MESSAGE, link, message);
    }

    /** See {@link PeerInput#MALFORMED}. */
    public void onMalformed(long nowNanos, int link) {
        input(nowNanos, PeerInput.MALFORMED, link, null);
    }

    /** See {@link PeerInput#EDGE_DATA}. */
    public void onEdgeData(long nowNanos, int request, Data data) {
        input(nowNanos, PeerInput.EDGE_DATA, request, data);
    }

    /** See {@link PeerInput#EDGE_FAILED}. */
    public void onEdgeFailed(long nowNanos, int request) {
        input(nowNanos, PeerInput.EDGE_FAILED, request, null);
    }

    /** See {@link PeerInput#VERIFIED}. */
    public void onVerified(long nowNanos, int check, boolean genuine) {
        input(nowNanos, PeerInput.VERIFIED, check, genuine);
    }

    /** See {@link PeerInput#UNKNOWN_KEY}. */
    public void onUnknownKey(long nowNanos, int check) {
        input(nowNanos, PeerInput.UNKNOWN_KEY, check, null);
    }

    /** See {@link PeerInput#LINK_TAKES}. */
    public void onLinkTakes(long nowNanos, int link, boolean more) {
        input(nowNanos, PeerInput.LINK_TAKES, link, more);
    }

    /** See {@link PeerInput#TIMER}. */
    public void onTimer(long nowNanos) {
        input(nowNanos, PeerInput.TIMER, 0, null);
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
