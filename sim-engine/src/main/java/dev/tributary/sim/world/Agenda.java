package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.SimTask;

/** What happens at known times: the end of the warm-up, the steps of the series, planned events. */
final class Agenda {
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
        at(scenario.run().warmUpSeconds(), this::measure);
        for (PlannedEvent event : scenario.events()) {
            at(event.atSeconds(), () -> happen(event));
        }
    }

    private void step() {
        int stalled = 0;
        for (int i = 0; i < cast.present(); i++) {
            stalled += cast.presentViewer(i).meter().stalled() ? 1 : 0;
        }
        run.meter().step(run.nowNanos(), stalled);
        cast.census().sample();
        run.invariants().checkConservation();
    }

    /** The warm-up is over: everything measured so far is forgotten. */
    private void measure() {
        run.meter().reset(run.nowNanos());
        cast.census().reset();
        for (int i = 0; i < cast.present(); i++) {
            ViewerNode viewer = cast.presentViewer(i);
            viewer.meter().reset(run.nowNanos() - viewer.createdNanos());
        }
    }

    private void happen(PlannedEvent event) {
        run.trace(-5, event.kind().ordinal(), 0);
        switch (event.kind()) {
            case CUT_P2P -> world.network().cutPeers(true);
            case RESTORE_P2P -> world.network().cutPeers(false);
            case MASS_LEAVE -> world.audience().exodus(event.amount(), event.overSeconds());
            case FLASH_CROWD -> world.audience().crowd((int) event.amount(), event.overSeconds());
            case CDN_OUTAGE -> {
                world.edge().outage(true);
                at(event.atSeconds() + event.overSeconds(), () -> world.edge().outage(false));
            }
            case PUBLISHER_STOPS -> world.source().stop();
            case PUBLISHER_RETURNS -> world.source().resume(event.clock());
            case ORIGIN_RESTARTS -> {
                world.source().stop();
                at(event.atSeconds() + event.overSeconds(), world.source()::restart);
            }
            case CRASH -> world.audience().crash(event.amount());
            case TRACKER_OUTAGE -> {
                world.servers().trackerDown();
                at(event.atSeconds() + event.overSeconds(), world.servers()::trackerUp);
            }
        }
    }
}
