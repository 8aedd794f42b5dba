package dev.tributary.sim.kernel;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.experiment.StreamInformation;
import nl.tudelft.simulation.dsol.model.AbstractDsolModel;
import nl.tudelft.simulation.naming.context.JvmContext;

/**
 * One run of one world, from time 0 to an end, on the thread that calls {@link #run()}.
 *
 * <p>Replications are independent: any number may run at once on different threads, with the same
 * results as one after the other. Afterwards no thread is left and the simulator is empty.
 */
public final class Replication {
    private final String name;
    private final long endNanos;
    private final Consumer<FastSimulator> buildWorld;
    private final FastSimulator simulator;
    private boolean begun;

    /**
     * Prepares a run; the world is not built yet.
     *
     * @param name for messages; need not be unique
     * @param endNanos length of the run in nanoseconds, at least 1; events at this instant still
     *     run
     * @param buildWorld makes the model and schedules its first tasks, called at time 0
     */
    public Replication(String name, long endNanos, Consumer<FastSimulator> buildWorld) {
        if (endNanos < 1) {
            throw new IllegalArgumentException("end is not after the start: " + endNanos + "ns");
        }
        this.name = name;
        this.endNanos = endNanos;
        this.buildWorld = buildWorld;
        simulator = FastSimulator.create(name);
    }

    /**
     * Runs a world to its end on the calling thread.
     *
     * @throws ReplicationFailedException if the model threw; the cause is what it threw
     * @throws CancellationException if the calling thread was interrupted
     */
    public static void run(String name, long endNanos, Consumer<FastSimulator> buildWorld) {
        new Replication(name, endNanos, buildWorld).run();
    }

    /**
     * Runs to the end or until {@link #stop()}; at most once.
     *
     * @return whether the end was reached
     * @throws ReplicationFailedException if the model threw; the cause is what it threw
     * @throws CancellationException if the calling thread was interrupted, which it then still is
     */
    public boolean run() {
        if (begun) {
            throw new IllegalStateException("replication " + name + " has been run before");
        }
        begun = true;
        try {
            initialize();
            simulator.runHere();
            simulator.throwIfFailed();
            boolean completed = simulator.nowNanos() == endNanos;
            if (!completed) {
                throwIfInterrupted();
            }
            return completed;
        } catch (ReplicationFailedException | CancellationException exception) {
            throw exception;
        } catch (Throwable thrown) {
            throw new ReplicationFailedException(name, simulator.nowNanos(), thrown);
        } finally {
            simulator.close();
        }
    }

    /** Virtual time in nanoseconds, up to 8192 events behind; for any thread. */
    public long nowNanos() {
        return simulator.progressNanos();
    }

    /** Number of events executed, up to 8192 behind; for any thread. */
    public long eventCount() {
        return simulator.progressEvents();
    }

    /** Asks the run to end soon, after at most 8192 events; for any thread, before or during. */
    public void stop() {
        simulator.requestStop();
    }

    private void initialize() {
        WorldModel model;
        LocalReplication replication;
        synchronized (FastSimulator.DSOL_LOCK) {
            model = new WorldModel(simulator);
            replication = new LocalReplication(name, endNanos);
        }
        simulator.initialize(model, replication, false);
    }

    private void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException(
                    "replication " + name + " interrupted at=" + simulator.nowNanos() + "ns");
        }
    }

    /** DSOL's view of the world. */
    private final class WorldModel extends AbstractDsolModel<Long, FastSimulator> {
        private static final long serialVersionUID = 1L;

        WorldModel(FastSimulator simulator) {
            super(simulator, new StreamInformation(new RandomStream(0)));
        }

        @Override
        public void constructModel() {
            buildWorld.accept(getSimulator());
            // DSOL swallows an interrupt while it waits for the worker that it thinks it needs.
            throwIfInterrupted();
        }
    }

    /** A replication whose naming context is its own, not below DSOL's static root. */
    private static final class LocalReplication extends SingleReplication<Long> {
        LocalReplication(String name, long endNanos) {
            super(new NanosRunControl(name, endNanos));
        }

        @Override
        protected void setContext() {
            setContext(new JvmContext("replication"));
        }
    }
}
