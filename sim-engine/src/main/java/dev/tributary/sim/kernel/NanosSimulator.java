package dev.tributary.sim.kernel;

import nl.tudelft.simulation.dsol.eventlists.EventListInterface;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.Executable;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;

/**
 * DSOL's side of {@link FastSimulator}: its scheduling calls on our clock and list, its worker.
 *
 * <p>The clock is {@link #nowNanos}; DSOL's boxed {@code simulatorTime} is only brought up to date
 * before code of DSOL reads it.
 */
abstract class NanosSimulator extends DevsSimulator<Long> {
    private static final long serialVersionUID = 1L;

    final transient WheelEventList list = new WheelEventList();

    /** DSOL's own lock, held in a field that cannot change. */
    final transient Object lock = semaphore;

    long nowNanos;

    NanosSimulator(String name) {
        super(name);
        eventList = list;
    }

    @Override
    public Long getSimulatorTime() {
        return nowNanos;
    }

    @Override
    public void endReplication() {
        simulatorTime = nowNanos;
        super.endReplication();
        nowNanos = simulatorTime;
        if (Thread.currentThread() == worker) {
            // DSOL interrupts its worker to end it; listeners that do I/O would fail.
            Thread.interrupted();
        }
    }

    @Override
    public SimEventInterface<Long> scheduleEvent(SimEventInterface<Long> event) {
        synchronized (lock) {
            checkNotPast(event.getAbsoluteExecutionTime());
            list.add(event);
            return event;
        }
    }

    @Override
    public SimEventInterface<Long> scheduleEventRel(Long delay, short priority, Executable code) {
        synchronized (lock) {
            simulatorTime = nowNanos;
            return super.scheduleEventRel(delay, priority, code);
        }
    }

    @Override
    public SimEventInterface<Long> scheduleEventRel(
            Long delay, short priority, Object target, String method, Object[] arguments) {
        synchronized (lock) {
            simulatorTime = nowNanos;
            return super.scheduleEventRel(delay, priority, target, method, arguments);
        }
    }

    @Override
    public SimEventInterface<Long> scheduleEventNow(short priority, Executable code) {
        synchronized (lock) {
            simulatorTime = nowNanos;
            return super.scheduleEventNow(priority, code);
        }
    }

    @Override
    public SimEventInterface<Long> scheduleEventNow(
            short priority, Object target, String method, Object[] arguments) {
        synchronized (lock) {
            simulatorTime = nowNanos;
            return super.scheduleEventNow(priority, target, method, arguments);
        }
    }

    /** Not possible: the run loop takes its events from the wheel. */
    @Override
    public synchronized void setEventList(EventListInterface<Long> replacement) {
        throw new UnsupportedOperationException("the event list is fixed");
    }

    /** Ends DSOL's worker thread, if there is one, and waits until it is gone. */
    final void dismissWorker() {
        if (worker == null || worker == Thread.currentThread()) {
            return;
        }
        worker.cleanUp();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException exception) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    final void checkNotPast(long timeNanos) {
        if (timeNanos < nowNanos) {
            throw new IllegalArgumentException(
                    "time " + timeNanos + "ns is before now at=" + nowNanos + "ns");
        }
    }
}
