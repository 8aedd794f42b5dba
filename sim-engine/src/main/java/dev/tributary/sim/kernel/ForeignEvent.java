package dev.tributary.sim.kernel;

import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;

/** An event of DSOL's own kind in our event list. */
final class ForeignEvent extends SimTask {
    final SimEventInterface<Long> event;
    private final WheelEventList list;

    ForeignEvent(SimEventInterface<Long> event, WheelEventList list) {
        this.event = event;
        this.list = list;
    }

    @Override
    public void run() {
        list.forget(this);
        event.execute();
    }
}
