package dev.tributary.sim.world;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.scheduler.Grant;
import dev.tributary.core.scheduler.Scheduler;
import dev.tributary.core.scheduler.SchedulerOutput;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.Tracker;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.sim.kernel.SimTask;

/** Hosts the scheduler and one tracker; a viewer's number is its connection. */
final class Servers implements Node {
    private static final Payload NOTHING = Payload.ofLength(0);

    private static final TrackerInput.Verdict ADMITTED = new TrackerInput.Verdict(true, NOTHING);
    private static final int NODE = -2;
    private static final int TRACKER = 0;
    private static final int VIEWERS_MAX = 16_000_000;

    private final World world;
    private final Run run;
    private final Cast cast;
    private final Tracker tracker;
    private final Scheduler scheduler;
    private final Wakeup wakeup = new Wakeup();

    /** Of the join that the tracker asked about, or 0. */
    private int ticket;

    Servers(World world, RoomSettings settings) {
        this.world = world;
        run = world.run();
        cast = world.cast();
        tracker =
                new Tracker(
                        TrackerConfig.defaults().withSignals(SignalRule.OPAQUE),
                        Systems.all(),
                        new Rng(trackerSeed()),
                        new ToViewers(),
                        TrackerObserver.NONE);
        scheduler = new Scheduler(VIEWERS_MAX, Systems.all(), new Answers());
        scheduler.onTrackerUp(0, TRACKER);
        scheduler.putRoom(0, Run.STREAM, settings);
        if (settings.peering()) {
            tracker.openRoom(0, Run.STREAM, settings);
        }
    }

    private final class ToViewers implements TrackerOutput {
        @Override
        public void send(int connection, Message message) {
            ViewerNode viewer = cast.viewer(connection);
            if (!viewer.gone()) {
                viewer.fromTracker(message);
            }
        }

        @Override
        public void checkToken(int number, Join join) {
            ticket = number;
        }

        @Override
        public void close(int connection) {
            ViewerNode viewer = cast.viewer(connection);
            viewer.reply(Delivery.Kind.TRACKER_DOWN, null, false);
        }
    }

    private final class Answers implements SchedulerOutput {
        @Override
        public void send(int connection, Message message) {
            boolean answer = message instanceof LinkAnswer;
            Delivery.Kind kind = answer ? Delivery.Kind.LINK_ANSWER : Delivery.Kind.SERVER_FAILED;
            cast.viewer(connection).reply(kind, run.coded(message), false);
        }

        @Override
        public void openRoom(int number, StreamKey stream, RoomSettings settings) {
            tracker.openRoom(run.nowNanos(), stream, settings);
        }
    }

    private final class Wakeup extends SimTask {
        @Override
        public void run() {
            run.trace(NODE, -1, 0);
            tracker.onTimer(run.nowNanos());
            arm();
        }
    }

    /** Returns the seed of the tracker's choices. */
    int trackerSeed() {
        return (int) run.randomness().hash(Run.TRACKER, 0, 0);
    }

    private void arm() {
        long deadline = tracker.nextDeadlineNanos();
        if (deadline == Time.NEVER) {
            run.simulator().cancel(wakeup);
        } else if (!wakeup.isScheduled() || wakeup.timeNanos() != deadline) {
            run.simulator().rearm(Math.max(run.nowNanos(), deadline), wakeup);
        }
    }

    @Override
    public int id() {
        return NODE;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        long now = run.nowNanos();
        switch (kind) {
            case GET_LINK ->
                    scheduler.onGetLink(now, number, (GetLink) content, Grant.WITHOUT_BYTES);
            case CONNECT -> tracker.onConnected(now, number, NOTHING);
            case DISCONNECT -> tracker.onDisconnected(now, number);
            case FROM_VIEWER -> {
                tracker.onMessage(now, number, (Message) content);
                if (ticket != 0) {
                    int asked = ticket;
                    ticket = 0;
                    tracker.input(now, TrackerInput.TOKEN_CHECKED, asked, ADMITTED);
                }
            }
            default -> throw new IllegalStateException("servers get no " + kind);
        }
        arm();
    }
}
