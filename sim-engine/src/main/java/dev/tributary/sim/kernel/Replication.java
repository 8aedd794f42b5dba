package dev.tributary.sim.kernel;

import java.util.function.Consumer;

/**
 * One run of one world, from time 0 to an end, on the thread that calls {@link #run()}.
 *
 * <p>Replications are independent: any number may run at once on different threads, with the same
 * results as one after the other.
 */
public final class Replication {
    private final String name;
    private final long endNanos;
    private final Consumer<FastSimulator> buildWorld;

    /**
     * Describes a run; nothing happens yet.
     *
     * @param name for messages; need not be unique
     * @param endNanos length of the run in nanoseconds, at least 1; events at this instant still run
     * @param buildWorld makes the model and schedules its first tasks, called at time 0
     */
    public Replication(String name, long endNanos, Consumer<FastSimulator> buildWorld) {
        this.name = name;
        this.endNanos = endNanos;
        this.buildWorld = buildWorld;
    }

    /**
     * Runs a world to its end on the calling thread.
     *
     * @throws ReplicationFailedException if the model threw; the cause is what it threw
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted
     */
    public static void run(String name, long endNanos, Consumer<FastSimulator> buildWorld) {
        new Replication(name, endNanos, buildWorld).run();
    }

    /**
     * Runs to the end or until {@link #stop()}; at most once.
     *
     * @return whether the end was reached
     * @throws ReplicationFailedException if the model threw; the cause is what it threw
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted
     */
    public boolean run() {
        throw new UnsupportedOperationException(name + endNanos + buildWorld);
    }

    /** Virtual time in nanoseconds, a few thousand events behind; for any thread. */
    public long nowNanos() {
        throw new UnsupportedOperationException();
    }

    /** Number of events executed, a few thousand behind; for any thread. */
    public long eventCount() {
        throw new UnsupportedOperationException();
    }

    /** Asks the run to end soon, after at most a few thousand events; for any thread. */
    public void stop() {
        throw new UnsupportedOperationException();
    }
}
