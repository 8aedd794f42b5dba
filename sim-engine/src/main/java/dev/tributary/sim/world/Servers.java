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
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.SimTask;
import java.util.BitSet;

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
    private final RoomSettings settings;
    private final TrackerConfig config;
    private Tracker tracker;
    private final Scheduler scheduler;
    private final Wakeup wakeup = new Wakeup();

    /** Whether there is no tracker. */
    private boolean down;

    /** By viewer, whether it is connected with a tracker that took the place of another. */
    private BitSet connected;

    /** Of the join that the tracker asked about, or 0. */
    private int ticket;

    Servers(World world, Scenario scenario) {
        this.world = world;
        run = world.run();
        cast = world.cast();
        settings = scenario.room();
        config =
                TrackerConfig.defaults()
                        .withSignals(SignalRule.OPAQUE)
                        .withSymmetricSeeds(scenario.symmetricSeeds());
        tracker = tracker();
        scheduler = new Scheduler(VIEWERS_MAX, Systems.all(), new Answers());
        scheduler.onTrackerUp(0, TRACKER);
        scheduler.putRoom(0, Run.STREAM, settings);
    }

    /** Returns a tracker that knows nobody yet. */
    private Tracker tracker() {
        Tracker fresh =
                new Tracker(
                        config,
                        Systems.all(),
                        new Rng(trackerSeed()),
                        new ToViewers(),
                        TrackerObserver.NONE);
        if (settings.peering()) {
            fresh.openRoom(run.nowNanos(), Run.STREAM, settings);
        }
        return fresh;
    }

    /** The tracker is gone with all it knew; its viewers' connections break. */
    void trackerDown() {
        down = true;
        connected = new BitSet();
        arm();
        for (int i = 0; i < cast.present(); i++) {
            cast.presentViewer(i).reply(Delivery.Kind.TRACKER_DOWN, null, false);
        }
    }

    /** Another tracker takes its place. */
    void trackerUp() {
        down = false;
        tracker = tracker();
        arm();
    }

    private final class ToViewers implements TrackerOutput {
        @Override
        public void send(int connection, Message message) {
            ViewerNode viewer = cast.viewer(connection);
            if (!viewer.gone()) {
                if (message instanceof Assign plan) {
                    cast.census().assigned(viewer, plan);
                }
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
        long deadline = down ? Time.NEVER : tracker.nextDeadlineNanos();
        if (deadline == Time.NEVER) {
            run.simulator().cancel(wakeup);
        } else if (!wakeup.isScheduled() || wakeup.timeNanos() != deadline) {
            run.simulator().rearm(Math.max(run.nowNanos(), deadline), wakeup);
        }
    }

    /** Returns whether what a viewer sends to the tracker is lost. */
    private boolean unreachable(Delivery.Kind kind, int viewer) {
        if (connected == null) {
            return false;
        }
        if (kind == Delivery.Kind.CONNECT) {
            connected.set(viewer, !down);
            if (down && !cast.viewer(viewer).gone()) {
                cast.viewer(viewer).reply(Delivery.Kind.TRACKER_DOWN, null, false);
            }
        }
        return !connected.get(viewer);
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
        if (kind != Delivery.Kind.GET_LINK && unreachable(kind, number)) {
            return;
        }
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
