package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The slots of a {@link TimingWheel}: lists of tasks.
 *
 * <p>A time is read as six digits of 11 bits. A task lies at the level of the highest digit in
 * which its time differs from a reference, in the slot of that digit. As long as the reference
 * never passes a pending task, the slots of one level are in the order of time and those of a lower
 * level come before those of a higher one.
 */
final class WheelSlots {
    private static final int DIGIT_BITS = OccupiedSlots.DIGIT_BITS;
    private static final int PER_LEVEL = OccupiedSlots.PER_LEVEL;
    private static final int TOP_LEVEL = 5;

    /** Number of slots; the positions of tasks in slots are below it. */
    static final int COUNT = (TOP_LEVEL + 1) * PER_LEVEL;

    private final SimTask[] heads = new SimTask[COUNT];
    private final OccupiedSlots occupied = new OccupiedSlots(TOP_LEVEL + 1);

    /** Width of a slot of this level in nanoseconds, less one; all ones above the top level. */
    static long lowBits(int level) {
        return level > TOP_LEVEL ? Long.MAX_VALUE : (1L << (level * DIGIT_BITS)) - 1;
    }

    static int level(int slot) {
        return slot / PER_LEVEL;
    }

    /** First instant of a slot, given a reference by which it was filled. */
    static long startNanos(int slot, long reference) {
        int level = level(slot);
        long digit = slot & (PER_LEVEL - 1);
        return (reference & ~lowBits(level + 1)) | (digit << (level * DIGIT_BITS));
    }

    boolean isEmpty() {
        return occupied.isEmpty();
    }

    /** The occupied slot that comes first; there must be one. */
    int firstOccupied() {
        return occupied.first();
    }

    /** Empties a slot; returns its tasks chained by {@link SimTask#next}, still marked as in it. */
    SimTask take(int slot) {
        SimTask chain = heads[slot];
        heads[slot] = null;
        occupied.remove(slot);
        return chain;
    }

    void add(SimTask task, long reference) {
        // The 1 only keeps the logarithm defined: a task at the reference belongs to level 0.
        long difference = (task.timeNanos ^ reference) | 1;
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference)) / DIGIT_BITS;
        int digit = (int) (task.timeNanos >>> (level * DIGIT_BITS)) & (PER_LEVEL - 1);
        int slot = level * PER_LEVEL + digit;
        SimTask head = heads[slot];
        task.position = slot;
        task.previous = null;
        task.next = head;
        heads[slot] = task;
        if (head != null) {
            head.previous = task;
            return;
        }
        occupied.add(slot);
    }

    void remove(SimTask task) {
        SimTask following = task.next;
        SimTask preceding = task.previous;
        if (preceding != null) {
            preceding.next = following;
        } else {
            if (heads[task.position] != task) {
                throw new IllegalStateException("task belongs to another event list");
            }
            heads[task.position] = following;
            if (following == null) {
                occupied.remove(task.position);
            }
        }
        if (following != null) {
            following.previous = preceding;
        }
        task.next = null;
        task.previous = null;
    }

    /** The visitor may forget the links of the task it is shown. */
    void forEach(Consumer<SimTask> visitor) {
        for (SimTask head : heads) {
            SimTask following;
            for (SimTask task = head; task != null; task = following) {
                following = task.next;
                visitor.accept(task);
            }
        }
    }

    void clear() {
        Arrays.fill(heads, null);
        occupied.clear();
    }
}
