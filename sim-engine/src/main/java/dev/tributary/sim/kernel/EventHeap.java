package dev.tributary.sim.kernel;

import java.util.Arrays;

/** A binary heap of posted events that come too late for their slot: by time, then sequence. */
final class EventHeap {
    private static final int FIRST_CAPACITY = 16;

    private long[] times = new long[FIRST_CAPACITY];
    private long[] sequences = new long[FIRST_CAPACITY];
    private long[] data = new long[FIRST_CAPACITY];
    private EventReceiver[] receivers = new EventReceiver[FIRST_CAPACITY];
    private Object[] contents = new Object[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    long nanos(int index) {
        return times[index];
    }

    long sequence(int index) {
        return sequences[index];
    }

    long data(int index) {
        return data[index];
    }

    EventReceiver receiver(int index) {
        return receivers[index];
    }

    Object content(int index) {
        return contents[index];
    }

    /** An event as DSOL sees it. */
    PostedEvent copy(int i) {
        return new PostedEvent(times[i], sequences[i], data[i], receivers[i], contents[i]);
    }

    /** Adds an event whose sequence number is greater than all before. */
    void add(long timeNanos, long sequence, long value, EventReceiver receiver, Object content) {
        if (size == times.length) {
            grow();
        }
        int hole = size++;
        while (hole > 0 && timeNanos < times[(hole - 1) >>> 1]) {
            move((hole - 1) >>> 1, hole);
            hole = (hole - 1) >>> 1;
        }
        times[hole] = timeNanos;
        sequences[hole] = sequence;
        data[hole] = value;
        receivers[hole] = receiver;
        contents[hole] = content;
    }

    private void grow() {
        int capacity = 2 * size;
        times = Arrays.copyOf(times, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        data = Arrays.copyOf(data, capacity);
        receivers = Arrays.copyOf(receivers, capacity);
        contents = Arrays.copyOf(contents, capacity);
    }

    void removeFirst() {
        int last = --size;
        int hole = 0;
        int leaves = size >>> 1;
        while (hole < leaves) {
            int child = 2 * hole + 1;
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, last)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        move(last, hole);
        receivers[last] = null;
        contents[last] = null;
    }

    void clear() {
        Arrays.fill(receivers, null);
        Arrays.fill(contents, null);
        size = 0;
    }

    private boolean isBefore(int a, int b) {
        return times[a] != times[b] ? times[a] < times[b] : sequences[a] < sequences[b];
    }

    private void move(int from, int to) {
        times[to] = times[from];
        sequences[to] = sequences[from];
        data[to] = data[from];
        receivers[to] = receivers[from];
        contents[to] = contents[from];
    }
}
