package dev.tributary.core.tracker;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;

/** One tracker with one room and a clock in milliseconds. */
final class TrackerRig {
    static final StreamKey STREAM = new StreamKey(1, 2);
    static final Payload NOTHING = Payload.ofLength(0);
    static final TrackerConfig CONFIG = TrackerConfig.defaults().withSignals(SignalRule.OPAQUE);

    final RecordingOutput output = new RecordingOutput();
    final Tracker tracker;
    long nowNanos;

    TrackerRig(RoomSettings settings) {
        this(CONFIG, settings, 7, TrackerObserver.NONE);
    }

    TrackerRig(TrackerConfig config, RoomSettings settings, int seed, TrackerObserver observer) {
        tracker = new Tracker(config, new Rng(seed), output, observer);
        tracker.openRoom(0, STREAM, settings);
    }

    /** Connects and joins over a new connection; returns the member. */
    Member join(int connection, Capabilities capabilities) {
        tracker.onConnected(nowNanos, connection, NOTHING);
        message(connection, joinOf(capabilities));
        Room room = tracker.room(STREAM);
        return room.roster.member(room.roster.count() - 1);
    }

    static Join joinOf(Capabilities capabilities) {
        return new Join(STREAM, new PeerId(3, 4), capabilities, Payload.ofLength(0));
    }

    void message(int connection, Message message) {
        tracker.onMessage(nowNanos, connection, message);
        while (!output.tickets.isEmpty()) {
            tracker.onTokenChecked(nowNanos, output.tickets.remove(0), true, NOTHING);
        }
    }

    void leave(int connection) {
        message(connection, new Leave());
    }

    void trouble(Member viewer, int subStream, int provider, TroubleReason reason) {
        message(viewer.connection, new Trouble(subStream, provider, reason));
    }

    void report(Member viewer, int emergencyPercent, List<ProviderReport> providers) {
        message(
                viewer.connection,
                new Report(
                        5_000,
                        1_000_000,
                        500_000,
                        15_000L * emergencyPercent,
                        0,
                        8_000,
                        providers));
    }

    /** Lets time pass and serves every deadline on the way. */
    void advance(int millis) {
        long end = RoomContext.after(nowNanos, millis);
        while (tracker.nextDeadlineNanos() <= end) {
            nowNanos = Math.max(nowNanos, tracker.nextDeadlineNanos());
            tracker.onTimer(nowNanos);
        }
        nowNanos = end;
    }
}
