package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;

/**
 * The way into a room: scheduler, then slice index and tracker side by side; each is asked again
 * after a pause that doubles up to eight times {@link PeerConfig#RETRY_NANOS}.
 */
final class Entrance {
    private enum Tracker {
        UNUSED,
        OPENING,
        JOINING,
        JOINED,
        /** Not connected; opened again when the pause is over, if ever. */
        LOST
    }

    private final PeerConfig config;
    private final PeerOutput output;
    private final Courier courier;

    private int trackerNumber;
    private Payload token = Payload.ofLength(0);
    private Tracker tracker = Tracker.UNUSED;
    private boolean configured;
    private boolean indexed;

    /** Whether the tracker does not take the token any more. */
    private boolean renewing;

    private int failures;
    private long retryNanos = Time.NEVER;
    private long trackerRetryNanos = Time.NEVER;
    private long joinedNanos = Time.NEVER;

    Entrance(PeerConfig config, PeerOutput output, Courier courier) {
        this.config = config;
        this.output = output;
        this.courier = courier;
    }

    void open() {
        output.askScheduler(new GetLink(config.stream(), config.fingerprint()));
    }

    void onConfigured(LinkAnswer answer) {
        configured = true;
        failures = 0;
        trackerNumber = answer.tracker();
        token = answer.token();
        output.fetchIndex();
        if (answer.settings().peering()) {
            openTracker();
        }
    }

    /** The scheduler answered once more: its token is new. */
    void onToken(LinkAnswer answer) {
        if (renewing) {
            renewing = false;
            failures = 0;
            trackerNumber = answer.tracker();
            token = answer.token();
            openTracker();
        }
    }

    private void openTracker() {
        tracker = Tracker.OPENING;
        output.openTracker(trackerNumber);
    }

    void onIndexed() {
        indexed = true;
        failures = 0;
    }

    /** Asks for the index once more: the viewer may be too far behind the live edge. */
    void askIndex() {
        output.fetchIndex();
    }

    /** The scheduler or the edge gave no usable answer. */
    void onFailed(long nowNanos) {
        retryNanos = nowNanos + pause();
    }

    private long pause() {
        return PeerConfig.RETRY_NANOS << Math.min(3, failures++);
    }

    void onTrackerUp() {
        if (tracker != Tracker.OPENING) {
            return;
        }
        tracker = Tracker.JOINING;
        courier.trackerReady(true);
        courier.toTracker(new Join(config.stream(), config.peerId(), config.capabilities(), token));
    }

    void onJoined(long nowNanos) {
        tracker = Tracker.JOINED;
        failures = 0;
        joinedNanos = Math.min(joinedNanos, nowNanos);
    }

    void onTrackerDown(long nowNanos) {
        if (tracker == Tracker.UNUSED || tracker == Tracker.LOST) {
            return;
        }
        tracker = Tracker.LOST;
        courier.trackerReady(false);
        trackerRetryNanos = nowNanos + pause();
    }

    /** The tracker does not want this viewer for some time, or at all (Protocol 4.1). */
    void onRejected(long nowNanos, Rejection no) {
        tracker = Tracker.LOST;
        courier.trackerReady(false);
        output.closeTracker();
        long afterNanos = Math.max(no.retryAfterMillis() * Time.NANOS_PER_MILLI, pause());
        if (no.code() == RejectionCode.BAD_TOKEN) {
            renewing = true;
            retryNanos = nowNanos + afterNanos;
        } else {
            trackerRetryNanos = no.retryAfterMillis() == 0 ? Time.NEVER : nowNanos + afterNanos;
        }
    }

    /** Returns when the viewer first joined at the tracker, or {@link Time#NEVER}. */
    long joinedNanos() {
        return joinedNanos;
    }

    boolean joined() {
        return tracker == Tracker.JOINED;
    }

    void onTimer(long nowNanos) {
        if (retryNanos <= nowNanos) {
            retryNanos = Time.NEVER;
            if (!configured || renewing) {
                open();
            }
            if (configured && !indexed) {
                output.fetchIndex();
            }
        }
        if (trackerRetryNanos <= nowNanos) {
            trackerRetryNanos = Time.NEVER;
            openTracker();
        }
    }

    void leave() {
        courier.toTracker(new Leave());
        courier.trackerReady(false);
        if (tracker != Tracker.UNUSED && tracker != Tracker.LOST) {
            output.closeTracker();
        }
        retryNanos = Time.NEVER;
        trackerRetryNanos = Time.NEVER;
    }

    long nextDeadlineNanos() {
        return Math.min(retryNanos, trackerRetryNanos);
    }
}
