package dev.tributary.sim.kernel;

import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;

/**
 * Something that happens at one instant of virtual time; made to be pooled and reused.
 *
 * <p>Tasks run in the order (time, priority, order of scheduling). A task is its own list node, so
 * it can be scheduled at most once at a time; scheduling a pending task is a bug and throws. It is
 * free again before {@link #run()} is called, hence {@code run()} may schedule it anew or return it
 * to a pool.
 */
public abstract class SimTask implements SimEventInterface<Long> {
    static final int UNSCHEDULED = -1;
    private static final int PRIORITY_SHIFT = 56;
    private static final int PRIORITY_BASE = MAX_PRIORITY + 1;

    /** Instant of this task in nanoseconds; of the last scheduling when it is not pending. */
    long timeNanos;

    /** Rank within one instant: inverted priority in the top byte, then the sequence number. */
    long rank;

    /** Where the wheel keeps this task, or {@link #UNSCHEDULED}; only the wheel interprets it. */
    int position = UNSCHEDULED;

    SimTask next;
    SimTask previous;

    /** Creates a task that is not scheduled. */
    protected SimTask() {}

    /** What happens; called with the simulator's clock at {@link #timeNanos()}. */
    public abstract void run();

    /** Instant in nanoseconds for which this task is, or was last, scheduled. */
    public final long timeNanos() {
        return timeNanos;
    }

    /** Whether this task waits in an event list. */
    public final boolean isScheduled() {
        return position != UNSCHEDULED;
    }

    @Override
    public final void execute() {
        run();
    }

    /** The time boxed for DSOL; not for hot paths. */
    @Override
    public final Long getAbsoluteExecutionTime() {
        return timeNanos;
    }

    @Override
    public final short getPriority() {
        return (short) (PRIORITY_BASE - (rank >>> PRIORITY_SHIFT));
    }

    /** The sequence number, unique among the tasks pending in one simulator. */
    @Override
    public final long getId() {
        return rank & ((1L << PRIORITY_SHIFT) - 1);
    }

    /** Constant, because DSOL formats the event at every scheduling, even with logging off. */
    @Override
    public final String toString() {
        return "SimTask";
    }

    /** DSOL's rule in one comparison: a higher priority first, then first come first served. */
    static long rank(int priority, long sequence) {
        return ((long) (PRIORITY_BASE - priority) << PRIORITY_SHIFT) | sequence;
    }

    final boolean isBefore(SimTask other) {
        return timeNanos != other.timeNanos ? timeNanos < other.timeNanos : rank < other.rank;
    }
}
