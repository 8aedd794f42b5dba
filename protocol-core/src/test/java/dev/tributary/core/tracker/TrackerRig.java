package dev.tributary.core.tracker;

import dev.tributary.core.base.Rng;
import dev.tributary.core.registry.Systems;
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
public class TrackerRig {
    public static final StreamKey STREAM = new StreamKey(1, 2);
    public static final Payload NOTHING = Payload.ofLength(0);
    public static final TrackerConfig CONFIG =
            TrackerConfig.defaults().withSignals(SignalRule.OPAQUE);

    public final RecordingOutput output = new RecordingOutput();
    public final Tracker tracker;
    private RoomContext context;
    private Roster roster;
    private RoomPolicy policy;
    public long nowNanos;

    public TrackerRig(RoomSettings settings) {
        this(CONFIG, settings, 7, TrackerObserver.NONE);
    }

    public TrackerRig(
            TrackerConfig config, RoomSettings settings, int seed, TrackerObserver observer) {
        tracker = new Tracker(config, this::seen, new Rng(seed), output, observer);
        tracker.openRoom(0, STREAM, settings);
    }

    private RoomPolicy seen(RoomContext newContext, Roster newRoster) {
        RoomPolicy created = Systems.all().of(newContext, newRoster);
        if (newContext.stream().equals(STREAM)) {
            context = newContext;
            roster = newRoster;
            policy = created;
        }
        return created;
    }

    /** Returns what the policy of the room may use. */
    public RoomContext context() {
        return context;
    }

    /** Returns the members of the room. */
    public Roster roster() {
        return roster;
    }

    /** Returns the policy of the room. */
    public RoomPolicy policy() {
        return policy;
    }

    /** Every member is present and where it thinks it is. */
    public void checkRoster() {
        for (int i = 0; i < roster.count(); i++) {
            if (roster.member(i).gone || roster.member(i).rosterAt != i) {
                throw new AssertionError("a gone or misplaced member is in the roster");
            }
        }
    }

    /** Returns the connection of a member. */
    public int connection(Member member) {
        return member.connection;
    }

    /** Connects and joins over a new connection; returns the member. */
    public Member join(int connection, Capabilities capabilities) {
        tracker.onConnected(nowNanos, connection, NOTHING);
        message(connection, joinOf(capabilities));
        return roster.member(roster.count() - 1);
    }

    public static Join joinOf(Capabilities capabilities) {
        return new Join(STREAM, new PeerId(3, 4), capabilities, Payload.ofLength(0));
    }

    public void message(int connection, Message message) {
        tracker.onMessage(nowNanos, connection, message);
        while (!output.tickets.isEmpty()) {
            tracker.onTokenChecked(nowNanos, output.tickets.remove(0), true, NOTHING);
        }
    }

    public void leave(int connection) {
        message(connection, new Leave());
    }

    public void trouble(Member viewer, int subStream, int provider, TroubleReason reason) {
        message(viewer.connection, new Trouble(subStream, provider, reason));
    }

    public void report(Member viewer, int emergencyPercent, List<ProviderReport> providers) {
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
    public void advance(int millis) {
        long end = RoomContext.after(nowNanos, millis);
        while (tracker.nextDeadlineNanos() <= end) {
            nowNanos = Math.max(nowNanos, tracker.nextDeadlineNanos());
            tracker.onTimer(nowNanos);
        }
        nowNanos = end;
    }
}
