package dev.tributary.sim.world;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many replications on a fixed number of threads, one thread each; results are taken by number, so
 * the order in which they finish never shows.
 */
public final class Replications implements AutoCloseable {
    /** How long closing waits for replications that were told to stop. */
    private static final long STOP_SECONDS = 10;

    private final List<Slot> slots = new ArrayList<>();
    private final ExecutorService pool;
    private final MediaProbe probe;
    private volatile boolean stopping;

    /**
     * One replication to run.
     *
     * @param scenario what
     * @param seed with which random numbers
     */
    public record Job(Scenario scenario, long seed) {
        /** Returns about how much work it is, in any unit. */
        private double weight() {
            double seconds = scenario.run().endSeconds();
            return Math.max(1, scenario.viewersMax()) * seconds;
        }
    }

    /** A replication that died: says which one; the cause says of what. */
    public static final class JobFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Job job;

        JobFailedException(Job job, Throwable cause) {
            super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
            this.job = job;
        }

        /** Returns what was running. */
        public Job job() {
            return job;
        }
    }

    /** Starts jobs, in order, on a number of threads. */
    public Replications(List<Job> jobs, int threads, MediaProbe probe) {
        this.probe = probe;
        pool = Executors.newFixedThreadPool(threads, Replications::daemon);
        for (Job job : jobs) {
            Slot slot = new Slot(job);
            slots.add(slot);
            slot.result = pool.submit(slot);
        }
        pool.shutdown();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "replication");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits for a job by its number and hands its result over; each can be taken once, and is
     * forgotten then.
     *
     * @throws JobFailedException if it died
     * @throws CancellationException if it was stopped
     */
    public Measurement take(int number) {
        Slot slot = slots.get(number);
        try {
            Measurement measured = slot.result.get();
            slot.result = null;
            return measured;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw new JobFailedException(slot.job, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Returns how much of all the work is done, 0..1; for any thread. */
    public double progress() {
        double done = 0;
        double all = 0;
        for (Slot slot : slots) {
            done += slot.progress() * slot.job.weight();
            all += slot.job.weight();
        }
        return all == 0 ? 1 : done / all;
    }

    /** Returns how many have ended; for any thread. */
    public int ended() {
        return (int) slots.stream().filter(slot -> slot.ended).count();
    }

    /** Stops what still runs and waits until it has; for any thread, any number of times. */
    @Override
    public void close() {
        stopping = true;
        pool.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
        slots.forEach(Slot::stop);
        try {
            pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One job and what has become of it. */
    private final class Slot implements Callable<Measurement> {
        private final Job job;
        private Future<Measurement> result;
        private volatile Simulation running;
        private volatile boolean ended;

        Slot(Job job) {
            this.job = job;
        }

        @Override
        public Measurement call() {
            Simulation simulation = new Simulation(job.scenario, job.seed, probe);
            running = simulation;
            try {
                if (stopping) {
                    throw new CancellationException("stopped");
                }
                Measurement measured = simulation.run();
                if (stopping) {
                    throw new CancellationException("stopped");
                }
                return measured;
            } finally {
                ended = true;
                running = null;
            }
        }

        double progress() {
            Simulation simulation = running;
            if (simulation == null) {
                return ended ? 1 : 0;
            }
            return Math.min(1, simulation.progress());
        }

        void stop() {
            Simulation simulation = running;
            if (simulation != null) {
                simulation.stop();
            }
        }
    }
}
