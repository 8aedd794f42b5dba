package dev.tributary.core.tracker;

import dev.tributary.core.base.Time;
import java.util.Arrays;

/** First in, first out: a member, a sub-stream and a time; without boxing. */
final class PairQueue {
    private Member[] members = new Member[16];
    private int[] subStreams = new int[16];
    private long[] dueNanos = new long[16];
    private int head;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void add(Member member, int subStream, long due) {
        if (count == members.length) {
            grow();
        }
        int at = (head + count) % members.length;
        members[at] = member;
        subStreams[at] = subStream;
        dueNanos[at] = due;
        count++;
    }

    Member member() {
        return members[head];
    }

    int subStream() {
        return subStreams[head];
    }

    /** Returns the time of the first entry, or {@link Time#NEVER}. */
    long due() {
        return count == 0 ? Time.NEVER : dueNanos[head];
    }

    void removeFirst() {
        members[head] = null;
        head = (head + 1) % members.length;
        count--;
    }

    private void grow() {
        int size = members.length;
        Member[] oldMembers = members;
        int[] oldSubStreams = subStreams;
        long[] oldDue = dueNanos;
        members = Arrays.copyOf(oldMembers, 2 * size);
        subStreams = Arrays.copyOf(oldSubStreams, 2 * size);
        dueNanos = Arrays.copyOf(oldDue, 2 * size);
        for (int i = 0; i < size; i++) {
            int from = (head + i) % size;
            members[i] = oldMembers[from];
            subStreams[i] = oldSubStreams[from];
            dueNanos[i] = oldDue[from];
        }
        head = 0;
    }
}
