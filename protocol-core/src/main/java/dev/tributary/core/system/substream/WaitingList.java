package dev.tributary.core.system.substream;

import dev.tributary.core.base.Check;
import java.util.Arrays;

/** Viewers without a provider, per sub-stream; in no particular order, looked at in turns. */
final class WaitingList {
    private final Seat[][] waiting;
    private final int[] counts;
    private final int[] cursors;
    private int total;

    WaitingList(int subStreams) {
        waiting = new Seat[subStreams][4];
        counts = new int[subStreams];
        cursors = new int[subStreams];
    }

    boolean isEmpty() {
        return total == 0;
    }

    int count(int subStream) {
        return counts[subStream];
    }

    void add(Seat viewer, int subStream) {
        Check.that(viewer.waitAt[subStream] == Seat.NONE, "a viewer waits once");
        int at = counts[subStream]++;
        if (at == waiting[subStream].length) {
            waiting[subStream] = Arrays.copyOf(waiting[subStream], 2 * at);
        }
        waiting[subStream][at] = viewer;
        viewer.waitAt[subStream] = at;
        total++;
    }

    void remove(Seat viewer, int subStream) {
        int at = viewer.waitAt[subStream];
        int last = --counts[subStream];
        Seat moved = waiting[subStream][last];
        waiting[subStream][at] = moved;
        waiting[subStream][last] = null;
        moved.waitAt[subStream] = at;
        viewer.waitAt[subStream] = Seat.NONE;
        total--;
    }

    /** Returns the viewer after the last one looked at; there must be one. */
    Seat next(int subStream) {
        cursors[subStream] = (cursors[subStream] + 1) % counts[subStream];
        return waiting[subStream][cursors[subStream]];
    }
}
