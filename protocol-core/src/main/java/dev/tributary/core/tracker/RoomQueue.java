package dev.tributary.core.tracker;

import dev.tributary.core.base.Time;
import java.util.Arrays;

/** The rooms of a tracker by their next deadline: a binary heap whose rooms know their place. */
final class RoomQueue {
    private Room[] heap = new Room[16];
    private int count;

    long nextDeadlineNanos() {
        return count == 0 ? Time.NEVER : heap[0].deadlineNanos;
    }

    Room first() {
        return heap[0];
    }

    void add(Room room) {
        if (count == heap.length) {
            heap = Arrays.copyOf(heap, 2 * count);
        }
        place(room, count++);
        update(room);
    }

    void remove(Room room) {
        Room moved = heap[--count];
        heap[count] = null;
        if (moved != room) {
            place(moved, room.queueAt);
            sift(moved);
        }
    }

    /** The deadline of a room may have changed. */
    void update(Room room) {
        room.deadlineNanos = room.nextDeadlineNanos();
        sift(room);
    }

    private void sift(Room room) {
        int at = room.queueAt;
        while (at > 0 && room.deadlineNanos < heap[(at - 1) / 2].deadlineNanos) {
            place(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        for (int child = sooner(2 * at + 1); child < count; child = sooner(2 * at + 1)) {
            if (heap[child].deadlineNanos >= room.deadlineNanos) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(room, at);
    }

    /** Returns the sooner of a child and its sibling. */
    private int sooner(int child) {
        boolean sibling =
                child + 1 < count && heap[child + 1].deadlineNanos < heap[child].deadlineNanos;
        return sibling ? child + 1 : child;
    }

    private void place(Room room, int at) {
        heap[at] = room;
        room.queueAt = at;
    }
}
