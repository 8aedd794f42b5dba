package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A binary heap of tasks that know their place in it, so that any of them can be removed.
 *
 * <p>The place is kept in {@link SimTask#position}, offset by a base that tells heap places from
 * the other places of the {@link TimingWheel}.
 */
final class TaskHeap {
    private static final int FIRST_CAPACITY = 64;

    private final int base;
    private SimTask[] tasks = new SimTask[FIRST_CAPACITY];
    private int size;

    TaskHeap(int base) {
        this.base = base;
    }

    int size() {
        return size;
    }

    /** The earliest task, or null if the heap is empty. */
    SimTask first() {
        return tasks[0];
    }

    void forEach(Consumer<SimTask> visitor) {
        for (int i = 0; i < size; i++) {
            visitor.accept(tasks[i]);
        }
    }

    void clear() {
        Arrays.fill(tasks, 0, size, null);
        size = 0;
    }

    void add(SimTask task) {
        if (size == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * size);
        }
        siftUp(size++, task);
    }

    void remove(SimTask task) {
        int hole = task.position - base;
        if (hole >= size || tasks[hole] != task) {
            throw new IllegalStateException("task belongs to another event list");
        }
        SimTask last = tasks[--size];
        tasks[size] = null;
        if (last == task) {
            return;
        }
        if (hole > 0 && last.isBefore(tasks[(hole - 1) >>> 1])) {
            siftUp(hole, last);
        } else {
            siftDown(hole, last);
        }
    }

    /** Removes all tasks later than a time; returns them chained by {@link SimTask#next}. */
    SimTask removeAfter(long timeNanos) {
        SimTask chain = null;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            SimTask task = tasks[i];
            if (task.timeNanos > timeNanos) {
                task.next = chain;
                chain = task;
            } else {
                tasks[kept] = task;
                task.position = base + kept++;
            }
        }
        Arrays.fill(tasks, kept, size, null);
        size = kept;
        for (int i = (size >>> 1) - 1; i >= 0; i--) {
            siftDown(i, tasks[i]);
        }
        return chain;
    }

    private void siftUp(int from, SimTask task) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!task.isBefore(tasks[parent])) {
                break;
            }
            place(hole, tasks[parent]);
            hole = parent;
        }
        place(hole, task);
    }

    private void siftDown(int from, SimTask task) {
        int hole = from;
        int leaves = size >>> 1;
        while (hole < leaves) {
            int child = 2 * hole + 1;
            if (child + 1 < size && tasks[child + 1].isBefore(tasks[child])) {
                child++;
            }
            if (!tasks[child].isBefore(task)) {
                break;
            }
            place(hole, tasks[child]);
            hole = child;
        }
        place(hole, task);
    }

    private void place(int index, SimTask task) {
        tasks[index] = task;
        task.position = base + index;
    }
}
