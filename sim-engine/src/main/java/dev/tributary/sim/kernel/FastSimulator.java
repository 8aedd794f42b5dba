package dev.tributary.sim.kernel;

import dev.tributary.core.base.Check;
import java.util.Objects;
import nl.tudelft.simulation.dsol.experiment.Replication;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.model.DsolModel;
import nl.tudelft.simulation.dsol.simulators.ReplicationState;
import nl.tudelft.simulation.dsol.simulators.RunState;
import nl.tudelft.simulation.dsol.simulators.SimulatorInterface;

/**
 * A DSOL simulator in nanoseconds with timing wheels for an event list and primitive time.
 *
 * <p>Single-threaded: all methods are for the thread that runs the simulation, unless said. Runs
 * either by {@link dev.tributary.sim.kernel.Replication} on the calling thread, or by DSOL's {@code
 * Experiment} and {@code start()} on DSOL's worker thread. Whatever an event throws ends the
 * replication, under any of DSOL's error strategies, and is kept for {@link #throwIfFailed()}.
 *
 * <p>What differs from DSOL: observers of {@code TIME_CHANGED_EVENT} and stopping conditions that
 * come or go during a run are noticed with a delay of up to 8192 events.
 */
public final class FastSimulator extends NanosSimulator {
    /** Held to construct DSOL objects: its logger and its naming are static and unguarded. */
    static final Object DSOL_LOCK = new Object();

    private static final long serialVersionUID = 1L;
    private static final int SLICE_EVENTS = 8192;

    private final transient PendingEvents pending = list.pending;
    private final transient TimingWheel wheel = pending.tasks;
    private final String name;
    private long eventCount;
    private Throwable failure;
    private volatile boolean stopRequested;
    private volatile long progressNanos;
    private volatile long progressEvents;

    private FastSimulator(String name) {
        super(name);
        this.name = name;
    }

    /** Creates a simulator; safe to call from several threads. */
    public static FastSimulator create(String name) {
        synchronized (DSOL_LOCK) {
            return new FastSimulator(name);
        }
    }

    /** Virtual time in nanoseconds. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Schedules a task that is not pending, at normal priority, not before now. */
    public void at(long timeNanos, SimTask task) {
        checkNotPast(timeNanos);
        wheel.add(task, timeNanos, SimEventInterface.NORMAL_PRIORITY);
    }

    /** Schedules a task with a DSOL priority, 1 (last within the instant) to 10 (first). */
    public void at(long timeNanos, int priority, SimTask task) {
        checkNotPast(timeNanos);
        wheel.add(task, timeNanos, Check.range("priority", priority, 1, 10));
    }

    /** Schedules a task at normal priority, {@code delayNanos >= 0} from now. */
    public void after(long delayNanos, SimTask task) {
        at(nowNanos + delayNanos, task);
    }

    /**
     * Posts an event that is never cancelled, at normal priority, not before now.
     *
     * <p>It has its place in the same order as tasks, but is kept without an object of its own: the
     * way to schedule the many, such as messages under way. It costs least while events that are
     * near in time have one receiver and no content.
     *
     * @param timeNanos instant in nanoseconds
     * @param receiver whom the event is for
     * @param data handed to the receiver, such as packed small numbers
     * @param content handed to the receiver; may be null
     */
    public void post(long timeNanos, EventReceiver receiver, long data, Object content) {
        checkNotPast(timeNanos);
        pending.post(timeNanos, Objects.requireNonNull(receiver), data, content);
    }

    /**
     * Moves a task, pending or not, to a new time at normal priority.
     *
     * <p>Same order of events as cancel and schedule, but nearly free when the deadline only moves
     * out; meant for timers pushed back by every message.
     */
    public void rearm(long timeNanos, SimTask task) {
        checkNotPast(timeNanos);
        wheel.rearm(task, timeNanos, SimEventInterface.NORMAL_PRIORITY);
    }

    /** Removes a task from the event list; false if it was not pending. */
    public boolean cancel(SimTask task) {
        return wheel.cancel(task);
    }

    /** Number of events waiting, those of DSOL itself included. */
    public int pendingCount() {
        return pending.size();
    }

    /** Number of events executed since the start of the replication. */
    public long eventCount() {
        return eventCount;
    }

    /** Virtual time at the end of the last slice; for any thread. */
    long progressNanos() {
        return progressNanos;
    }

    /** Number of events executed up to the end of the last slice; for any thread. */
    long progressEvents() {
        return progressEvents;
    }

    /** To be called after a replication that DSOL ran, which itself tells nobody of a failure. */
    public void throwIfFailed() {
        if (failure != null) {
            throw new ReplicationFailedException(name, nowNanos, failure);
        }
    }

    /** Makes the run end within a slice; for any thread. */
    void requestStop() {
        stopRequested = true;
    }

    @Override
    public void initialize(
            DsolModel<Long, ? extends SimulatorInterface<Long>> newModel,
            Replication<Long> newReplication,
            boolean cleanUp) {
        if (!isStartingOrRunning()) {
            // DSOL's worker may still be telling the listeners of the last replication its end.
            dismissWorker();
            nowNanos = newReplication.getStartTime();
            eventCount = 0;
            failure = null;
        }
        try {
            super.initialize(newModel, newReplication, cleanUp);
        } catch (Throwable thrown) {
            dismissWorker();
            throw thrown;
        }
        publishProgress();
    }

    /** Runs the initialised replication to its end on this thread, with DSOL's notifications. */
    void runHere() {
        dismissWorker();
        runUntilTime = getReplication().getEndTime();
        runUntilIncluding = true;
        fireTimedEvent(Replication.START_REPLICATION_EVENT);
        replicationState = ReplicationState.STARTED;
        runState = RunState.STARTED;
        fireTimedEvent(SimulatorInterface.START_EVENT);
        while (!isStoppingOrStopped()) {
            runSlice();
            if (Thread.currentThread().isInterrupted()) {
                requestStop();
            }
        }
        runState = RunState.STOPPED;
        fireTimedEvent(SimulatorInterface.STOP_EVENT);
        if (replicationState == ReplicationState.ENDING) {
            replicationState = ReplicationState.ENDED;
            runState = RunState.ENDED;
            fireTimedEvent(Replication.END_REPLICATION_EVENT);
        }
    }

    @Override
    public void run() {
        // DSOL waits for this flag before it lets go of the semaphore.
        runflag = true;
        while (!isStoppingOrStopped()) {
            runSlice();
        }
    }

    private void runSlice() {
        // DSOL promises that other threads may schedule under this lock.
        synchronized (lock) {
            try {
                if (stopRequested) {
                    abandon();
                } else {
                    executeSlice();
                }
            } catch (Throwable thrown) {
                failure = thrown;
                abandon();
            } finally {
                simulatorTime = nowNanos;
                publishProgress();
            }
        }
    }

    private void executeSlice() {
        long untilNanos = runUntilTime;
        long boundNanos = runUntilIncluding ? untilNanos : untilNanos - 1;
        boolean observed = getEventListenerMap().containsKey(TIME_CHANGED_EVENT);
        boolean conditional = getReplication().getStoppingCondition() != null;
        for (int i = 0; i < SLICE_EVENTS && runState == RunState.STARTED; i++) {
            long firstNanos = pending.findFirst(boundNanos);
            if (firstNanos == PendingEvents.NONE) {
                nowNanos = untilNanos;
                runState = RunState.STOPPING;
                return;
            }
            if (firstNanos != nowNanos) {
                nowNanos = firstNanos;
                if (observed) {
                    fireUnverifiedTimedEvent(TIME_CHANGED_EVENT, null, getSimulatorTime());
                }
            }
            eventCount++;
            pending.executeFirst();
            if (conditional) {
                checkStoppingCondition();
            }
        }
    }

    private void abandon() {
        list.clear();
        runState = RunState.STOPPING;
        replicationState = ReplicationState.ENDING;
    }

    @Override
    protected void stepImpl() {
        synchronized (lock) {
            long firstNanos = pending.findFirst(Long.MAX_VALUE);
            if (firstNanos != PendingEvents.NONE) {
                nowNanos = firstNanos;
                fireUnverifiedTimedEvent(TIME_CHANGED_EVENT, null, getSimulatorTime());
                eventCount++;
                pending.executeFirst();
                simulatorTime = nowNanos;
                publishProgress();
            }
        }
    }

    /** Ends DSOL's worker thread and lets go of the world. */
    void close() {
        dismissWorker();
        cleanUp();
        list.clear();
        // DSOL's static logger remembers the simulator constructed last, for ever.
        model = null;
    }

    private void publishProgress() {
        progressNanos = nowNanos;
        progressEvents = eventCount;
    }
}
