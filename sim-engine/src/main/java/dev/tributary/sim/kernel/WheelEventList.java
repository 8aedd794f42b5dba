package dev.tributary.sim.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import nl.tudelft.simulation.dsol.eventlists.EventListInterface;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;

/**
 * The pending events as DSOL sees them; DSOL's events are wrapped and keep their order.
 *
 * <p>Among themselves DSOL's events follow DSOL's rule: time, priority, order of construction.
 * Among tasks, and between the two kinds, it is time, priority, order of scheduling. A posted event
 * is shown as a copy, which is not contained and cannot be removed.
 */
final class WheelEventList implements EventListInterface<Long> {
    final PendingEvents pending = new PendingEvents();
    private final TimingWheel wheel = pending.tasks;

    /** By DSOL's identifier, unique in the virtual machine. */
    private final Map<Long, ForeignEvent> foreign = new HashMap<>();

    private long newestForeignId = Long.MIN_VALUE;

    @Override
    public void add(SimEventInterface<Long> event) {
        if (event instanceof SimTask) {
            throw new IllegalArgumentException("a SimTask is scheduled by FastSimulator.at");
        }
        if (foreign.containsKey(event.getId())) {
            throw new IllegalStateException("event already scheduled: " + event);
        }
        ForeignEvent entry = new ForeignEvent(event, this);
        wheel.add(entry, event.getAbsoluteExecutionTime(), event.getPriority());
        foreign.put(event.getId(), entry);
        if (event.getId() < newestForeignId) {
            restoreOrder(entry);
        } else {
            newestForeignId = event.getId();
        }
    }

    @Override
    public boolean remove(SimEventInterface<Long> event) {
        if (event instanceof SimTask task) {
            return wheel.cancel(task);
        }
        ForeignEvent entry = foreign.remove(event.getId());
        return entry != null && wheel.cancel(entry);
    }

    @Override
    public boolean contains(SimEventInterface<Long> event) {
        return event instanceof SimTask task
                ? task.isScheduled()
                : foreign.containsKey(event.getId());
    }

    @Override
    public void clear() {
        pending.clear();
        foreign.clear();
        newestForeignId = Long.MIN_VALUE;
    }

    @Override
    public boolean isEmpty() {
        return pending.size() == 0;
    }

    @Override
    public int size() {
        return pending.size();
    }

    /** Null if the list is empty, as in DSOL's own lists. */
    @Override
    public SimEventInterface<Long> first() {
        return unwrap(pending.firstUpTo(Long.MAX_VALUE));
    }

    /** Null if the list is empty, as in DSOL's own lists. */
    @Override
    public SimEventInterface<Long> removeFirst() {
        SimTask task = pending.pollUpTo(Long.MAX_VALUE);
        if (task instanceof ForeignEvent entry) {
            forget(entry);
        }
        return unwrap(task);
    }

    /** A sorted copy; for inspection only. */
    @Override
    public Iterator<SimEventInterface<Long>> iterator() {
        List<SimTask> tasks = new ArrayList<>(pending.size());
        pending.forEach(tasks::add);
        tasks.sort((a, b) -> a.isBefore(b) ? -1 : 1);
        List<SimEventInterface<Long>> events = new ArrayList<>(tasks.size());
        tasks.forEach(task -> events.add(unwrap(task)));
        return events.iterator();
    }

    void forget(ForeignEvent entry) {
        foreign.remove(entry.event.getId());
    }

    /**
     * Deals the ranks of events that tie with a new one out again, in the order of construction.
     *
     * <p>Needed only if an event was constructed, then another was both constructed and scheduled.
     */
    private void restoreOrder(ForeignEvent added) {
        List<ForeignEvent> ties = new ArrayList<>();
        for (ForeignEvent entry : foreign.values()) {
            if (entry.timeNanos == added.timeNanos && entry.getPriority() == added.getPriority()) {
                ties.add(entry);
            }
        }
        long[] ranks = ties.stream().mapToLong(entry -> entry.rank).sorted().toArray();
        ties.sort(Comparator.comparingLong(entry -> entry.event.getId()));
        ties.forEach(wheel::cancel);
        for (int i = 0; i < ranks.length; i++) {
            wheel.addRanked(ties.get(i), added.timeNanos, ranks[i]);
        }
    }

    private static SimEventInterface<Long> unwrap(SimTask task) {
        return task instanceof ForeignEvent entry ? entry.event : task;
    }
}
