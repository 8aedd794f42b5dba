package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The slots of an {@link EventWheel}: chains of chunks that events are appended to.
 *
 * <p>The lowest level has slots of {@value #NEAR_BITS} bits of nanoseconds (0.5 ms), so that no
 * slot holds two instants of a model that counts in milliseconds. An event in it takes one unit:
 * its time in the slot and its sequence number in one key, and its data. Further up the times do
 * not fit beside the sequence numbers, and an event takes two units: time, data, sequence number.
 *
 * <p>While all events of a slot have one receiver and no content, it is kept once.
 */
final class EventSlots {
    static final int NEAR_BITS = 19;
    static final int SEQUENCE_BITS = Long.SIZE - 1 - NEAR_BITS;
    static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;
    static final long NEAR_MASK = (1L << NEAR_BITS) - 1;
    private static final int LEVELS = 4;
    private static final int PER_LEVEL = OccupiedSlots.PER_LEVEL;
    private static final long DISORDERED = Long.MAX_VALUE;

    private final EventChunks chunks;
    private final int[] begins = new int[LEVELS * PER_LEVEL];

    /** Where the next unit goes; 0 if the slot is empty. */
    private final int[] ends = new int[LEVELS * PER_LEVEL];

    /** The one receiver of a slot's events, or null. */
    private final EventReceiver[] shared = new EventReceiver[LEVELS * PER_LEVEL];

    /** Last key of a slot of the lowest level; {@link #DISORDERED} once an earlier one followed. */
    private final long[] lastKeys = new long[PER_LEVEL];

    private final OccupiedSlots occupied = new OccupiedSlots(LEVELS);

    EventSlots(EventChunks chunks) {
        this.chunks = chunks;
    }

    /** Width of a slot of this level in nanoseconds, less one; all ones above the top level. */
    static long lowBits(int level) {
        return (1L << (NEAR_BITS + level * OccupiedSlots.DIGIT_BITS)) - 1;
    }

    static int level(int slot) {
        return slot / PER_LEVEL;
    }

    /** First instant of a slot, given a reference by which it was filled. */
    static long startNanos(int slot, long reference) {
        int level = level(slot);
        long digit = slot & (PER_LEVEL - 1);
        long start = digit << (NEAR_BITS + level * OccupiedSlots.DIGIT_BITS);
        return (reference & ~lowBits(level + 1)) | start;
    }

    boolean isEmpty() {
        return occupied.isEmpty();
    }

    /** The occupied slot that comes first; there must be one. */
    int first() {
        return occupied.first();
    }

    /** First unit of an occupied slot. */
    int begin(int slot) {
        return begins[slot];
    }

    int end(int slot) {
        return ends[slot];
    }

    EventReceiver shared(int slot) {
        return shared[slot];
    }

    /** Whether the events of a slot of the lowest level came in the order of time. */
    boolean isOrdered(int slot) {
        return lastKeys[slot] != DISORDERED;
    }

    /** Forgets the events of a slot; their chunks are the caller's. */
    void take(int slot) {
        ends[slot] = 0;
        shared[slot] = null;
        occupied.remove(slot);
        if (level(slot) == 0) {
            lastKeys[slot] = 0;
        }
    }

    /** Appends an event to the slot of its time, given a reference that it is not before. */
    void add(
            long reference,
            long timeNanos,
            long sequence,
            long data,
            EventReceiver to,
            Object content) {
        long difference = (timeNanos ^ reference) >>> NEAR_BITS;
        if (difference < PER_LEVEL) {
            int slot = (int) (timeNanos >>> NEAR_BITS) & (PER_LEVEL - 1);
            long key = (timeNanos & NEAR_MASK) << SEQUENCE_BITS | sequence;
            lastKeys[slot] = key < lastKeys[slot] ? DISORDERED : key;
            ends[slot] = append(slot, key, data, to, content) + 1;
            return;
        }
        int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(difference);
        int level = bits / OccupiedSlots.DIGIT_BITS;
        long digits = timeNanos >>> (NEAR_BITS + level * OccupiedSlots.DIGIT_BITS);
        int slot = level * PER_LEVEL + ((int) digits & (PER_LEVEL - 1));
        int unit = append(slot, timeNanos, data, to, content);
        chunks.set(unit + 1, sequence, 0);
        ends[slot] = unit + 2;
    }

    private int append(int slot, long key, long data, EventReceiver receiver, Object content) {
        boolean alike = content == null && receiver == shared[slot];
        if (!alike) {
            alike = shareOrStop(slot, receiver, content);
        }
        int unit = ends[slot];
        if (EventChunks.isFull(unit)) {
            unit = extend(slot, unit);
        }
        chunks.set(unit, key, data);
        if (!alike) {
            chunks.refer(unit, receiver, content);
        }
        return unit;
    }

    /** Whether a slot's events share this receiver; else it is kept for each of them. */
    private boolean shareOrStop(int slot, EventReceiver receiver, Object content) {
        EventReceiver former = shared[slot];
        if (ends[slot] == 0) {
            shared[slot] = content == null ? receiver : null;
            return content == null;
        }
        if (former != null) {
            shared[slot] = null;
            int end = ends[slot];
            for (int u = begins[slot]; u != EventChunks.NONE; u = chunks.following(u, end)) {
                chunks.refer(u, former, null);
            }
        }
        return false;
    }

    private int extend(int slot, int end) {
        int unit = chunks.extend(end);
        if (end == 0) {
            begins[slot] = unit;
            occupied.add(slot);
        }
        return unit;
    }

    /** Visits the events, as DSOL sees them, in no particular order. */
    void forEach(long reference, Consumer<PostedEvent> visitor) {
        for (int slot = 0; slot < ends.length; slot++) {
            if (ends[slot] != 0) {
                copies(slot, startNanos(slot, reference), visitor);
            }
        }
    }

    private void copies(int slot, long startNanos, Consumer<PostedEvent> visitor) {
        EventReceiver to = shared[slot];
        chunks.forEach(
                begin(slot),
                ends[slot],
                unit -> {
                    if (level(slot) == 0) {
                        visitor.accept(PostedEvent.near(chunks, unit, startNanos, to));
                    } else if ((unit & 1) == 0) {
                        visitor.accept(PostedEvent.far(chunks, unit, to));
                    }
                });
    }

    void clear() {
        Arrays.fill(ends, 0);
        Arrays.fill(shared, null);
        Arrays.fill(lastKeys, 0);
        occupied.clear();
    }
}
