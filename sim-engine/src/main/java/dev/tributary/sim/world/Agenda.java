package dev.tributary.sim.world;

import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.SimTask;

/** What happens at known times: the end of the warm-up, the steps of the series, planned events. */
final class Agenda {
    private static final double SECOND = 1e9;

    private final World world;
    private final Scenario scenario;

    Agenda(World world, Scenario scenario) {
        this.world = world;
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
        world.simulator().at((long) (seconds * SECOND), new Item(action));
    }

    void start() {
        double end = world.endSeconds();
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
        for (int i = 0; i < world.present(); i++) {
            stalled += world.presentViewer(i).watch().meter().stalled() ? 1 : 0;
        }
        world.room().step(world.nowNanos(), stalled);
        world.census().sample();
        world.invariants().checkConservation();
    }

    /** The warm-up is over: everything measured so far is forgotten. */
    private void measure() {
        world.room().reset(world.nowNanos());
        world.census().reset();
        for (int i = 0; i < world.present(); i++) {
            ViewerNode viewer = world.presentViewer(i);
            viewer.watch().meter().reset(world.nowNanos() - viewer.createdNanos());
        }
    }

    private void happen(PlannedEvent event) {
        world.trace(-5, event.kind().ordinal(), 0);
        switch (event.kind()) {
            case CUT_P2P -> world.cutPeers(true);
            case RESTORE_P2P -> world.cutPeers(false);
            case MASS_LEAVE -> world.audience().exodus(event.amount(), event.overSeconds());
            case FLASH_CROWD -> world.audience().crowd((int) event.amount(), event.overSeconds());
            case CDN_OUTAGE -> {
                world.edgeTrouble();
                world.edge().outage(true);
                at(event.atSeconds() + event.overSeconds(), () -> world.edge().outage(false));
            }
        }
    }
}
