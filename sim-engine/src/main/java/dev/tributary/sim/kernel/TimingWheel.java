package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * The event list: a radix timing wheel over all times from 0 to 2^63 - 1 ns, in exact order.
 *
 * <p>A timing wheel (Varghese and Lauck 1987) with a radix heap's choice of level (Ahuja et al.
 * 1990): see {@link WheelSlots}. When the turn of a slot comes, either its tasks are few or of one
 * instant and it becomes the <em>window</em>, sorted; or they are dealt to the slots below. Tasks
 * added within the window go to a heap, merged with the sorted ones.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Every task in a slot is later than {@link #windowLastNanos}; every other one is not.
 *   <li>A task in a slot is due at the slot's start or later: {@link #rearm} may move it out
 *       without touching the slot, and opening the slot deals it on to where it belongs.
 *   <li>Narrowing the window moves the reference only within the window, so that it keeps all the
 *       digits by which the tasks in slots were placed.
 * </ol>
 *
 * <p>Adding and removing are O(1) outside the window. Nothing is allocated, except for growth of
 * the heap and for instants with many tasks.
 */
final class TimingWheel {
    private static final int SORTED_MAX = 64;
    private static final int SORTED_BASE = WheelSlots.COUNT;
    private static final int HEAP_BASE = 1 << 30;
    private static final int HEAP_AIM = 128;
    private static final int MANY = Integer.MAX_VALUE;
    private static final Comparator<SimTask> LATEST_RANK_FIRST =
            (a, b) -> Long.compare(b.rank, a.rank);

    private final WheelSlots slots = new WheelSlots();
    private final TaskHeap heap = new TaskHeap(HEAP_BASE);

    /** Latest first, so that the next one is at the end; null where one was cancelled. */
    private SimTask[] sorted = new SimTask[SORTED_MAX];

    private int sortedCount;

    private long reference;
    private long windowLastNanos = -1;

    /** Level of the slot that became the window; 0 if it cannot be narrowed. */
    private int windowLevel;

    /** No task is earlier; {@link Long#MAX_VALUE} if there is none. */
    private long notBeforeNanos = Long.MAX_VALUE;

    private long sequence;
    private int size;

    int size() {
        return size;
    }

    /** A lower bound to the time of the first task. */
    long notBeforeNanos() {
        return notBeforeNanos;
    }

    /** Gives out the next number in the order of scheduling, which posted events share. */
    long takeSequence() {
        return sequence++;
    }

    /** Adds a task behind all those of the same time and priority. */
    void add(SimTask task, long timeNanos, int priority) {
        addRanked(task, timeNanos, SimTask.rank(priority, sequence++));
    }

    /** Adds a task with the rank of an earlier one that has been removed. */
    void addRanked(SimTask task, long timeNanos, long rank) {
        if (task.position != SimTask.UNSCHEDULED) {
            throw new IllegalStateException("task already scheduled at=" + task.timeNanos + "ns");
        }
        if (timeNanos < 0) {
            throw new IllegalArgumentException("negative time: " + timeNanos + "ns");
        }
        task.timeNanos = timeNanos;
        task.rank = rank;
        size++;
        notBeforeNanos = Math.min(notBeforeNanos, timeNanos);
        if (timeNanos > windowLastNanos) {
            slots.add(task, reference);
            return;
        }
        heap.add(task);
        if (heap.size() > HEAP_AIM && windowLevel > 0) {
            narrowWindow();
        }
    }

    /** Same as to cancel and to add, for a task that may or may not be pending. */
    void rearm(SimTask task, long timeNanos, int priority) {
        int position = task.position;
        boolean inSlot = position >= 0 && position < WheelSlots.COUNT;
        if (inSlot && timeNanos >= task.timeNanos) {
            task.timeNanos = timeNanos;
            task.rank = SimTask.rank(priority, sequence++);
            return;
        }
        cancel(task);
        add(task, timeNanos, priority);
    }

    /** Removes a task; false if it was not pending. */
    boolean cancel(SimTask task) {
        int position = task.position;
        if (position == SimTask.UNSCHEDULED) {
            return false;
        }
        if (position >= HEAP_BASE) {
            heap.remove(task);
        } else if (position < SORTED_BASE) {
            slots.remove(task);
        } else {
            if (sorted[position - SORTED_BASE] != task) {
                throw new IllegalStateException("task belongs to another event list");
            }
            sorted[position - SORTED_BASE] = null;
        }
        task.position = SimTask.UNSCHEDULED;
        size--;
        return true;
    }

    /** Removes and returns the first task if it is due at or before the bound, else null. */
    SimTask pollUpTo(long boundNanos) {
        SimTask task = firstUpTo(boundNanos);
        if (task != null) {
            removeFirst(task);
        }
        return task;
    }

    /** Removes the task that {@link #firstUpTo} has just returned. */
    void removeFirst(SimTask task) {
        if (task.position < HEAP_BASE) {
            sorted[--sortedCount] = null;
        } else {
            heap.remove(task);
        }
        task.position = SimTask.UNSCHEDULED;
        size--;
    }

    /** The first task if it is due at or before the bound, else null; it stays. */
    SimTask firstUpTo(long boundNanos) {
        SimTask task = firstInWindow();
        while (task == null) {
            if (!openNextSlot(boundNanos)) {
                return null;
            }
            task = firstInWindow();
        }
        notBeforeNanos = task.timeNanos;
        return task.timeNanos <= boundNanos ? task : null;
    }

    /** Visits all tasks in no particular order. */
    void forEach(Consumer<SimTask> visitor) {
        for (int i = 0; i < sortedCount; i++) {
            if (sorted[i] != null) {
                visitor.accept(sorted[i]);
            }
        }
        heap.forEach(visitor);
        slots.forEach(visitor);
    }

    /** Removes all tasks and forgets the time. */
    void clear() {
        forEach(TimingWheel::forgetPlace);
        Arrays.fill(sorted, null);
        sortedCount = 0;
        heap.clear();
        slots.clear();
        reference = 0;
        windowLastNanos = -1;
        windowLevel = 0;
        notBeforeNanos = Long.MAX_VALUE;
        size = 0;
    }

    private SimTask firstInWindow() {
        while (sortedCount > 0 && sorted[sortedCount - 1] == null) {
            sortedCount--;
        }
        SimTask added = heap.first();
        if (sortedCount == 0) {
            return added;
        }
        SimTask task = sorted[sortedCount - 1];
        return added != null && added.isBefore(task) ? added : task;
    }

    private boolean openNextSlot(long boundNanos) {
        if (slots.isEmpty()) {
            notBeforeNanos = Long.MAX_VALUE;
            return false;
        }
        int slot = slots.firstOccupied();
        long startNanos = WheelSlots.startNanos(slot, reference);
        if (startNanos > boundNanos) {
            notBeforeNanos = startNanos;
            return false;
        }
        int level = WheelSlots.level(slot);
        SimTask chain = slots.take(slot);
        reference = startNanos;
        int count = count(chain);
        if (count <= SORTED_MAX) {
            windowLevel = level;
            windowLastNanos = startNanos | WheelSlots.lowBits(level);
            sort(chain);
        } else if (count < MANY) {
            windowLevel = 0;
            windowLastNanos = chain.timeNanos;
            sortInstant(chain, count);
        } else {
            windowLevel = 0;
            windowLastNanos = startNanos;
            deal(chain);
        }
        return true;
    }

    /** Length of a chain, or {@link #MANY} if it is long and not all of one instant. */
    private static int count(SimTask chain) {
        int count = 0;
        boolean oneInstant = true;
        for (SimTask task = chain; task != null; task = task.next) {
            oneInstant &= task.timeNanos == chain.timeNanos;
            if (++count > SORTED_MAX && !oneInstant) {
                return MANY;
            }
        }
        return count;
    }

    /** A long chain of one instant comes in runs of rising and falling rank. */
    private void sortInstant(SimTask chain, int count) {
        if (count > sorted.length) {
            sorted = new SimTask[Math.max(count, 2 * sorted.length)];
        }
        SimTask following;
        for (SimTask task = chain; task != null; task = following) {
            following = task.next;
            task.next = null;
            task.previous = null;
            sorted[sortedCount++] = task;
        }
        Arrays.sort(sorted, 0, count, LATEST_RANK_FIRST);
        for (int i = 0; i < count; i++) {
            sorted[i].position = SORTED_BASE + i;
        }
    }

    /** By insertion: the chain is short, and for one instant it comes in reverse already. */
    private void sort(SimTask chain) {
        SimTask following;
        for (SimTask task = chain; task != null; task = following) {
            following = task.next;
            if (task.timeNanos > windowLastNanos) {
                slots.add(task, reference);
                continue;
            }
            int hole = sortedCount++;
            while (hole > 0 && sorted[hole - 1].isBefore(task)) {
                sorted[hole] = sorted[hole - 1];
                hole--;
            }
            sorted[hole] = task;
        }
        for (int i = 0; i < sortedCount; i++) {
            forgetPlace(sorted[i]);
            sorted[i].position = SORTED_BASE + i;
        }
    }

    /** Sends each task of a chain to the heap or to its slot. */
    private void deal(SimTask chain) {
        SimTask following;
        for (SimTask task = chain; task != null; task = following) {
            following = task.next;
            if (task.timeNanos > windowLastNanos) {
                slots.add(task, reference);
            } else {
                forgetPlace(task);
                heap.add(task);
            }
        }
    }

    /**
     * Splits the window until few enough tasks have to be kept in a heap.
     *
     * <p>A quiet spell may open a window of hours just before thousands of tasks are added to it.
     */
    private void narrowWindow() {
        while (heap.size() > HEAP_AIM && windowLevel > 0) {
            long firstNanos = Math.max(reference, firstInWindow().timeNanos);
            windowLevel--;
            reference = firstNanos & ~WheelSlots.lowBits(windowLevel);
            windowLastNanos = firstNanos | WheelSlots.lowBits(windowLevel);
            for (int i = 0; i < sortedCount; i++) {
                if (sorted[i] != null && sorted[i].timeNanos > windowLastNanos) {
                    slots.add(sorted[i], reference);
                    sorted[i] = null;
                }
            }
            deal(heap.removeAfter(windowLastNanos));
        }
    }

    private static void forgetPlace(SimTask task) {
        task.position = SimTask.UNSCHEDULED;
        task.next = null;
        task.previous = null;
    }
}
