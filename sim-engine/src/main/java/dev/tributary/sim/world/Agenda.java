package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.kernel.SimTask;
import java.util.List;

/**
 * What happens at known times: the end of the warm-up, the steps of the series, planned events.
 *
 * <p>An event has randomness of its own, named by its kind, its time and how many of its kind there
 * are before it at that time; so no other event, and nothing that the audience does, changes what
 * it draws (decision 73). One that changes nothing leaves no trace.
 */
final class Agenda {
    /** How often the room's ceiling is looked at, however coarse the series is. */
    private static final double SAMPLE_SECONDS = 5;

    private final World world;
    private final Run run;
    private final Cast cast;
    private final Scenario scenario;

    Agenda(World world, Scenario scenario) {
        this.world = world;
        run = world.run();
        cast = world.cast();
        this.scenario = scenario;
    }

    /** A piece of the agenda. */
    private static final class Item extends SimTask {
        private final Runnable action;

        Item(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            action.run();
        }
    }

    private void at(double seconds, Runnable action) {
        run.simulator().at(Time.nanos(seconds), new Item(action));
    }

    void start() {
        double end = run.endSeconds();
        double step = scenario.run().stepSeconds();
        for (int i = 1; i * step <= end; i++) {
            at(i * step, this::step);
        }
        for (int i = 1; i * SAMPLE_SECONDS <= end; i++) {
            at(i * SAMPLE_SECONDS, () -> cast.census().sample(cast));
        }
        at(scenario.run().warmUpSeconds(), this::measure);
        List<PlannedEvent> events = scenario.events();
        int alike = 0;
        for (int i = 0; i < events.size(); i++) {
            PlannedEvent event = events.get(i);
            alike = i > 0 && event.like(events.get(i - 1)) ? alike + 1 : 0;
            Randomness own = own(event, alike);
            if (event.atSeconds() < end) {
                at(event.atSeconds(), () -> happen(event, own));
            }
        }
    }

    private Randomness own(PlannedEvent event, int alike) {
        return run.randomness()
                .derived("event." + event.kind(), Time.nanos(event.atSeconds()))
                .derived("alike", alike);
    }

    private void step() {
        int stalled = 0;
        for (int i = 0; i < cast.present(); i++) {
            stalled += cast.presentViewer(i).meter().stalled() ? 1 : 0;
        }
        run.meter().step(run.nowNanos(), stalled);
        run.invariants().checkConservation();
    }

    /** The warm-up is over: everything measured so far is forgotten. */
    private void measure() {
        cast.catchUp();
        run.meter().reset(run.nowNanos());
        cast.census().reset();
        for (int i = 0; i < cast.present(); i++) {
            ViewerNode viewer = cast.presentViewer(i);
            viewer.meter().reset(run.nowNanos() - viewer.createdNanos());
        }
    }

    private void happen(PlannedEvent event, Randomness own) {
        List<ViewerNode> some =
                event.kind().takesShare() ? world.audience().some(event.amount(), own) : List.of();
        if (changesNothing(event, some)) {
            return;
        }
        run.trace(-5, event.kind().ordinal(), 0);
        switch (event.kind()) {
            case CUT_P2P -> world.network().cutPeers(true);
            case RESTORE_P2P -> world.network().cutPeers(false);
            case MASS_LEAVE -> world.audience().exodus(some, event.overSeconds(), own);
            case FLASH_CROWD -> world.audience().crowd(event, own);
            case CDN_OUTAGE -> {
                world.edge().outage(true);
                after(event, () -> world.edge().outage(false));
            }
            case PUBLISHER_STOPS -> world.source().stop();
            case PUBLISHER_RETURNS -> world.source().resume(event.clock());
            case ORIGIN_RESTARTS -> {
                world.source().stop();
                after(event, world.source()::restart);
            }
            case CRASH -> world.audience().crash(some);
            case TRACKER_OUTAGE -> {
                world.servers().trackerDown();
                after(event, world.servers()::trackerUp);
            }
        }
    }

    private void after(PlannedEvent event, Runnable action) {
        at(event.atSeconds() + event.overSeconds(), action);
    }

    private boolean changesNothing(PlannedEvent event, List<ViewerNode> some) {
        return switch (event.kind()) {
            case CUT_P2P -> world.network().peersCut();
            case RESTORE_P2P -> !world.network().peersCut();
            case MASS_LEAVE, CRASH -> some.isEmpty();
            case FLASH_CROWD -> event.amount() == 0;
            case CDN_OUTAGE -> event.overSeconds() == 0;
            // Even for no time at all: numbers go on, and a tracker has forgotten everything.
            case ORIGIN_RESTARTS, TRACKER_OUTAGE -> false;
            case PUBLISHER_STOPS, PUBLISHER_RETURNS -> false;
        };
    }
}
