package dev.tributary.sim.kernel;

import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;

/**
 * A DSOL simulator in nanoseconds with a timing wheel for an event list and primitive time.
 *
 * <p>Single-threaded: all methods are for the thread that runs the simulation, unless said.
 */
public final class FastSimulator extends DevsSimulator<Long> {
    private static final long serialVersionUID = 1L;

    private FastSimulator(String name) {
        super(name);
    }

    /** Creates a simulator; safe to call from several threads. */
    public static FastSimulator create(String name) {
        return new FastSimulator(name);
    }

    /** Virtual time in nanoseconds. */
    public long nowNanos() {
        throw new UnsupportedOperationException();
    }

    /** Schedules a task that is not pending, at normal priority, not before now. */
    public void at(long timeNanos, SimTask task) {
        at(timeNanos, SimEventInterface.NORMAL_PRIORITY, task);
    }

    /** Schedules a task with a DSOL priority, 1 (last within the instant) to 10 (first). */
    public void at(long timeNanos, int priority, SimTask task) {
        throw new UnsupportedOperationException();
    }

    /** Schedules a task at normal priority, {@code delayNanos >= 0} from now. */
    public void after(long delayNanos, SimTask task) {
        at(nowNanos() + delayNanos, task);
    }

    /**
     * Moves a task, pending or not, to a new time at normal priority.
     *
     * <p>Same order of events as cancel and schedule, but nearly free when the deadline only moves
     * out; meant for timers pushed back by every message.
     */
    public void rearm(long timeNanos, SimTask task) {
        throw new UnsupportedOperationException();
    }

    /** Removes a task from the event list; false if it was not pending. */
    public boolean cancel(SimTask task) {
        throw new UnsupportedOperationException();
    }

    /** Number of events waiting, those of DSOL itself included. */
    public int pendingCount() {
        throw new UnsupportedOperationException();
    }

    /** Number of events executed since the start of the replication. */
    public long eventCount() {
        throw new UnsupportedOperationException();
    }
}
