package dev.tributary.sim.kernel;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The events of the slot whose turn it is, in the order of time, then sequence.
 *
 * <p>They came in the order of sequence. If that is the order of time as well, as for events of one
 * instant, they are read where they are and each chunk is given back as soon as it has been read.
 * Else an index is sorted: by insertion if it is short, else by counting, in two digits of the time
 * in the slot. Both are stable, so that sequence numbers need not be compared.
 */
final class EventWindow {
    private static final int SHORT = 64;
    private static final int LOW_BITS = 10;
    private static final int LOW_MASK = (1 << LOW_BITS) - 1;
    private static final int HIGH_COUNT = 1 << (EventSlots.NEAR_BITS - LOW_BITS);

    private final EventChunks chunks;
    private final int[] lowCounts = new int[1 << LOW_BITS];
    private final int[] highCounts = new int[HIGH_COUNT];

    private long startNanos;
    private int begin;
    private int end;
    private EventReceiver shared;

    /** Unit of the first event, or {@link EventChunks#NONE}. */
    private int unit = EventChunks.NONE;

    /** Time in the slot and unit of each event, if they had to be sorted. */
    private long[] order = new long[SHORT];

    private long[] scratch = new long[SHORT];

    /** Number of sorted events; 0 if they are read in place. */
    private int count;

    private int cursor;

    EventWindow(EventChunks chunks) {
        this.chunks = chunks;
    }

    /** Takes over the events of a slot; the last ones must be gone. */
    void open(long start, int firstUnit, int endUnit, EventReceiver receiver) {
        startNanos = start;
        begin = firstUnit;
        end = endUnit;
        shared = receiver;
        unit = firstUnit;
        cursor = 0;
        count = 0;
    }

    /** Sorts the events just taken over, which did not come in the order of time. */
    void sort() {
        for (int at = begin; at != EventChunks.NONE; at = chunks.following(at, end)) {
            index(at);
        }
        sortIndex();
        unit = (int) order[0];
    }

    boolean isEmpty() {
        return unit == EventChunks.NONE;
    }

    /** Time of the first event. */
    long nanos() {
        return startNanos + (chunks.key(unit) >>> EventSlots.SEQUENCE_BITS);
    }

    /** Sequence number of the first event. */
    long sequence() {
        return chunks.key(unit) & EventSlots.SEQUENCE_MASK;
    }

    long data() {
        return chunks.data(unit);
    }

    EventReceiver receiver() {
        return chunks.receiver(unit, shared);
    }

    Object content() {
        return chunks.content(unit, shared);
    }

    /** Goes on to the next event. */
    void removeFirst() {
        if (count != 0) {
            if (++cursor < count) {
                unit = (int) order[cursor];
            } else {
                unit = EventChunks.NONE;
                chunks.releaseChain(begin, end, shared == null);
            }
            return;
        }
        unit = chunks.leave(unit, end, shared == null);
    }

    void clear() {
        unit = EventChunks.NONE;
        cursor = 0;
        count = 0;
        shared = null;
    }

    private void index(int at) {
        if (count == order.length) {
            order = Arrays.copyOf(order, 2 * count);
            scratch = new long[2 * count];
        }
        order[count++] = chunks.key(at) >>> EventSlots.SEQUENCE_BITS << Integer.SIZE | at;
    }

    private void sortIndex() {
        if (count <= SHORT) {
            insert();
            return;
        }
        Arrays.fill(lowCounts, 0);
        Arrays.fill(highCounts, 0);
        for (int i = 0; i < count; i++) {
            int time = (int) (order[i] >>> Integer.SIZE);
            lowCounts[time & LOW_MASK]++;
            highCounts[time >>> LOW_BITS]++;
        }
        deal(order, scratch, lowCounts, Integer.SIZE);
        deal(scratch, order, highCounts, Integer.SIZE + LOW_BITS);
    }

    private void insert() {
        for (int i = 1; i < count; i++) {
            long entry = order[i];
            long time = entry >>> Integer.SIZE;
            int hole = i;
            while (hole > 0 && order[hole - 1] >>> Integer.SIZE > time) {
                order[hole] = order[hole - 1];
                hole--;
            }
            order[hole] = entry;
        }
    }

    /** One pass of a stable counting sort by the digit that starts at a bit. */
    private void deal(long[] from, long[] to, int[] counts, int bit) {
        int place = 0;
        for (int i = 0; i < counts.length; i++) {
            int equal = counts[i];
            counts[i] = place;
            place += equal;
        }
        for (int i = 0; i < count; i++) {
            long entry = from[i];
            to[counts[(int) (entry >>> bit) & (counts.length - 1)]++] = entry;
        }
    }

    /** The first event as DSOL sees it. */
    PostedEvent first() {
        return copy(unit);
    }

    /** Visits the events, as DSOL sees them, in no particular order. */
    void forEach(Consumer<PostedEvent> visitor) {
        if (count != 0) {
            for (int i = cursor; i < count; i++) {
                visitor.accept(copy((int) order[i]));
            }
        } else if (!isEmpty()) {
            chunks.forEach(unit, end, at -> visitor.accept(copy(at)));
        }
    }

    private PostedEvent copy(int at) {
        return PostedEvent.near(chunks, at, startNanos, shared);
    }
}
