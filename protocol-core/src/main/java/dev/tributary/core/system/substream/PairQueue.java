package dev.tributary.core.system.substream;

import dev.tributary.core.base.Time;
import java.util.Arrays;

/** First in, first out: a member, a sub-stream and a time; without boxing. */
final class PairQueue {
    private Seat[] seats = new Seat[16];
    private int[] subStreams = new int[16];
    private long[] dueNanos = new long[16];
    private int head;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void add(Seat seat, int subStream, long due) {
        if (count == seats.length) {
            grow();
        }
        int at = (head + count) % seats.length;
        seats[at] = seat;
        subStreams[at] = subStream;
        dueNanos[at] = due;
        count++;
    }

    Seat seat() {
        return seats[head];
    }

    int subStream() {
        return subStreams[head];
    }

    /** Returns the time of the first entry, or {@link Time#NEVER}. */
    long due() {
        return count == 0 ? Time.NEVER : dueNanos[head];
    }

    void removeFirst() {
        seats[head] = null;
        head = (head + 1) % seats.length;
        count--;
    }

    private void grow() {
        int size = seats.length;
        Seat[] oldMembers = seats;
        int[] oldSubStreams = subStreams;
        long[] oldDue = dueNanos;
        seats = Arrays.copyOf(oldMembers, 2 * size);
        subStreams = Arrays.copyOf(oldSubStreams, 2 * size);
        dueNanos = Arrays.copyOf(oldDue, 2 * size);
        for (int i = 0; i < size; i++) {
            int from = (head + i) % size;
            seats[i] = oldMembers[from];
            subStreams[i] = oldSubStreams[from];
            dueNanos[i] = oldDue[from];
        }
        head = 0;
    }
}
