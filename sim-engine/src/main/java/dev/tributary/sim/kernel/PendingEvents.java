package dev.tributary.sim.kernel;

import java.util.function.Consumer;

/**
 * Tasks and posted events in one order: time, priority, order of scheduling.
 *
 * <p>Neither list goes further ahead than the first event of the other: what is then added would be
 * behind its window, where it is slower.
 */
final class PendingEvents {
    /** No event. */
    static final long NONE = -1;

    final TimingWheel tasks = new TimingWheel();
    final EventWheel posted = new EventWheel();

    /** The first event if it is a task, found by {@link #findFirst}. */
    private SimTask firstTask;

    int size() {
        return tasks.size() + posted.size();
    }

    /** Adds an event of normal priority behind all of the same time and priority. */
    void post(long timeNanos, EventReceiver receiver, long data, Object content) {
        long sequence = tasks.takeSequence();
        if (sequence > EventSlots.SEQUENCE_MASK) {
            throw new IllegalStateException("more than 2^44 events in one run");
        }
        posted.add(timeNanos, sequence, data, receiver, content);
    }

    /** Time of the first event if it is due at or before the bound, else {@link #NONE}. */
    long findFirst(long boundNanos) {
        while (true) {
            long postedNanos = posted.notBeforeNanos();
            long untilNanos = Math.min(postedNanos, boundNanos);
            SimTask task =
                    tasks.notBeforeNanos() <= untilNanos ? tasks.firstUpTo(untilNanos) : null;
            firstTask = task;
            if (task != null && (task.timeNanos < postedNanos || posted.size() == 0)) {
                return task.timeNanos;
            }
            if (postedNanos > boundNanos || posted.size() == 0) {
                return NONE;
            }
            if (posted.isReady()) {
                if (task != null && task.rank > posted.firstRank()) {
                    firstTask = null;
                }
                return postedNanos;
            }
            posted.openSlot();
        }
    }

    /** Removes the event just found and lets it happen. */
    void executeFirst() {
        SimTask task = firstTask;
        if (task == null) {
            posted.deliverFirst();
        } else {
            firstTask = null;
            tasks.removeFirst(task);
            task.run();
        }
    }

    /** The first event due at or before the bound, or null; a posted one is a copy. */
    SimTask firstUpTo(long boundNanos) {
        if (findFirst(boundNanos) == NONE) {
            return null;
        }
        return firstTask != null ? firstTask : posted.first();
    }

    /** Removes and returns the first event due at or before the bound, or null. */
    SimTask pollUpTo(long boundNanos) {
        SimTask first = firstUpTo(boundNanos);
        if (first == null) {
            return null;
        }
        if (firstTask == null) {
            posted.removeFirst();
        } else {
            tasks.removeFirst(first);
        }
        return first;
    }

    /** Visits all events in no particular order, copies of posted ones. */
    void forEach(Consumer<SimTask> visitor) {
        tasks.forEach(visitor);
        posted.forEach(visitor::accept);
    }

    void clear() {
        tasks.clear();
        posted.clear();
        firstTask = null;
    }
}
