package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Rng;
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
 * after a random pause, below twice {@link PeerConfig#RETRY_NANOS} at first and up to eight times
 * that (reliability.md 4.6).
 *
 * <p>The scheduler is also asked when the origin may have changed (decision 70): whether it has
 * another key, and before the viewer begins anew because the numbers of slices went back.
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

    /** Doublings of the pause between two questions about a change of origin: up to 32 s. */
    private static final int DOUBLINGS_MAX = 5;

    /** A viewer begins anew at most once in so long, and a random time up to as much again. */
    private static final long ANEW_NANOS = 30_000_000_000L;

    private final PeerConfig config;
    private final PeerOutput output;
    private final Courier courier;

    /** Null before the first pause: most viewers never wait. */
    private @Nullable Rng rng;

    private int trackerNumber;
    private Payload token = Payload.ofLength(0);
    private Tracker tracker = Tracker.UNUSED;
    private boolean configured;
    private boolean indexed;

    /** Whether the tracker does not take the token any more. */
    private boolean renewing;

    /** Whether the origin may have another key than the one that the scheduler named. */
    private boolean doubting;

    /** Whether the viewer begins anew upon the scheduler's answer; not before a time. */
    private boolean anew;

    private long anewNanos;

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

    /** The scheduler answered once more: its token is new, and the host knows its key. */
    void onAnswer(LinkAnswer answer) {
        if (renewing) {
            renewing = false;
            failures = 0;
            trackerNumber = answer.tracker();
            token = answer.token();
            openTracker();
        }
        if (doubting) {
            // Small, and signed: shows whether the key fits before media is asked for.
            output.fetchIndex();
        }
    }

    /**
     * The edge has what the origin's known key does not fit: the scheduler is asked, soon, but not
     * by all viewers at once.
     *
     * @param question questions that came before without success
     */
    void doubtKey(long nowNanos, int question) {
        doubting = true;
        askSoon(nowNanos, question);
    }

    /** What the edge has fits the known key. */
    void keyFits() {
        doubting = false;
    }

    /** The stream goes on below what the screen waits for: the scheduler is asked, then anew. */
    void doubtNumbers(long nowNanos) {
        if (!anew && nowNanos >= anewNanos) {
            anew = true;
            askSoon(nowNanos, 0);
        }
    }

    /** Returns, once, whether the scheduler was asked because the numbers went back. */
    boolean takeAnew() {
        boolean was = anew;
        anew = false;
        return was;
    }

    /** Leaves the tracker; the viewer is none of its room until it joins again. */
    void beginAnew(long nowNanos) {
        leave();
        tracker = Tracker.UNUSED;
        indexed = false;
        renewing = false;
        doubting = false;
        joinedNanos = Time.NEVER;
        anewNanos = nowNanos + ANEW_NANOS + random(ANEW_NANOS);
    }

    private void askSoon(long nowNanos, int question) {
        if (retryNanos == Time.NEVER) {
            long most = PeerConfig.RETRY_NANOS << Math.min(DOUBLINGS_MAX, question);
            retryNanos = nowNanos + random(most);
        }
    }

    /** Returns a random time below a bound, in whole milliseconds. */
    private long random(long boundNanos) {
        // Not the sequence that strategies draw from.
        rng = rng == null ? new Rng(Rng.mix(config.seed())) : rng;
        int millis = (int) (boundNanos / Time.NANOS_PER_MILLI);
        return rng.nextInt(millis) * Time.NANOS_PER_MILLI;
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

    /** Full jitter: those who lost a server together must not come back together. */
    private long pause() {
        return random((2 * PeerConfig.RETRY_NANOS) << Math.min(3, failures++));
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
        long afterNanos = no.retryAfterMillis() * Time.NANOS_PER_MILLI + pause();
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
            if (!configured || renewing || doubting || anew) {
                open();
            }
            if (configured && !indexed && !doubting) {
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
