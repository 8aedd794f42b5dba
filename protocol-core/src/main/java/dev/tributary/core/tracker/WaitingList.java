package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import java.util.Arrays;

/** Viewers without a provider, per sub-stream; in no particular order, looked at in turns. */
final class WaitingList {
    private final Member[][] waiting;
    private final int[] counts;
    private final int[] cursors;
    private int total;

    WaitingList(int subStreams) {
        waiting = new Member[subStreams][4];
        counts = new int[subStreams];
        cursors = new int[subStreams];
    }

    boolean isEmpty() {
        return total == 0;
    }

    int count(int subStream) {
        return counts[subStream];
    }

    void add(Member viewer, int subStream) {
        Check.that(viewer.plan.waitAt[subStream] == Plan.NONE, "a viewer waits once");
        int at = counts[subStream]++;
        if (at == waiting[subStream].length) {
            waiting[subStream] = Arrays.copyOf(waiting[subStream], 2 * at);
        }
        waiting[subStream][at] = viewer;
        viewer.plan.waitAt[subStream] = at;
        total++;
    }

    void remove(Member viewer, int subStream) {
        int at = viewer.plan.waitAt[subStream];
        int last = --counts[subStream];
        Member moved = waiting[subStream][last];
        waiting[subStream][at] = moved;
        waiting[subStream][last] = null;
        moved.plan.waitAt[subStream] = at;
        viewer.plan.waitAt[subStream] = Plan.NONE;
        total--;
    }

    /** Returns the viewer after the last one looked at; there must be one. */
    Member next(int subStream) {
        cursors[subStream] = (cursors[subStream] + 1) % counts[subStream];
        return waiting[subStream][cursors[subStream]];
    }
}
