package dev.tributary.sim.kernel;

import java.util.function.Consumer;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;

/**
 * The list of posted events: those that are never cancelled nor moved, in exact order.
 *
 * <p>A radix timing wheel as {@link TimingWheel}, without objects. Events are appended to chains of
 * chunks, see {@link EventSlots}, hence a slot is filled and read in the order of memory. When the
 * turn of a slot of the lowest level comes, it becomes the {@link EventWindow}; one of a higher
 * level is dealt, in order, to the slots below. Events posted into the window or before it go to a
 * heap. As the window is never wider than 0.5 ms, it need not be narrowed.
 *
 * <p>Invariants: every event in a slot is later than {@link #windowLastNanos}; every other one is
 * not. A slot's events are in the order of their sequence numbers, because a slot is filled by
 * dealing, if at all, before anything can be posted to it.
 */
final class EventWheel {
    private final EventChunks chunks = new EventChunks();
    private final EventSlots slots = new EventSlots(chunks);
    private final EventWindow window = new EventWindow(chunks);
    private final EventHeap late = new EventHeap();

    private long reference;
    private long windowLastNanos = -1;
    private int size;

    /** No event is earlier; {@link Long#MAX_VALUE} if there is none. */
    private long notBeforeNanos = Long.MAX_VALUE;

    /** Whether the first event is known, in the window or late, and its time is the bound. */
    private boolean ready;

    private boolean firstIsLate;

    int size() {
        return size;
    }

    /** A lower bound to the time of the first event; its time if {@link #isReady}. */
    long notBeforeNanos() {
        return notBeforeNanos;
    }

    boolean isReady() {
        return ready;
    }

    /** Adds an event whose sequence number is greater than all before. */
    void add(long timeNanos, long sequence, long data, EventReceiver receiver, Object content) {
        if (timeNanos > windowLastNanos) {
            size++;
            slots.add(reference, timeNanos, sequence, data, receiver, content);
            // Of a window that is not empty, every event is earlier.
            notBeforeNanos = Math.min(notBeforeNanos, timeNanos);
            return;
        }
        if (timeNanos < 0) {
            throw new IllegalArgumentException("negative time: " + timeNanos + "ns");
        }
        size++;
        late.add(timeNanos, sequence, data, receiver, content);
        if (!ready || timeNanos < notBeforeNanos) {
            notBeforeNanos = timeNanos;
            firstIsLate = true;
            ready = true;
        }
    }

    /** Opens the slot that comes first; there must be one, and no event may be ready. */
    void openSlot() {
        int slot = slots.first();
        int begin = slots.begin(slot);
        int end = slots.end(slot);
        EventReceiver shared = slots.shared(slot);
        reference = EventSlots.startNanos(slot, reference);
        boolean near = EventSlots.level(slot) == 0;
        boolean ordered = near && slots.isOrdered(slot);
        slots.take(slot);
        if (near) {
            windowLastNanos = reference | EventSlots.NEAR_MASK;
            window.open(reference, begin, end, shared);
            if (!ordered) {
                window.sort();
            }
        } else {
            windowLastNanos = reference - 1;
            deal(begin, end, shared);
        }
        findFirst();
    }

    /** Sends each event of a chain, two units each, to the slot below that it belongs to. */
    private void deal(int begin, int end, EventReceiver shared) {
        int unit = begin;
        while (unit != EventChunks.NONE) {
            EventReceiver receiver = chunks.receiver(unit, shared);
            Object content = chunks.content(unit, shared);
            long timeNanos = chunks.key(unit);
            long data = chunks.data(unit);
            slots.add(reference, timeNanos, chunks.key(unit + 1), data, receiver, content);
            unit = chunks.leave(unit + 1, end, shared == null);
        }
    }

    private void findFirst() {
        ready = true;
        firstIsLate = false;
        if (!window.isEmpty()) {
            notBeforeNanos = window.nanos();
            firstIsLate = late.size() > 0 && isLateFirst();
        } else if (late.size() > 0) {
            firstIsLate = true;
        } else {
            ready = false;
            notBeforeNanos =
                    slots.isEmpty()
                            ? Long.MAX_VALUE
                            : EventSlots.startNanos(slots.first(), reference);
        }
        if (firstIsLate) {
            notBeforeNanos = late.nanos(0);
        }
    }

    private boolean isLateFirst() {
        long lateNanos = late.nanos(0);
        return lateNanos < notBeforeNanos
                || (lateNanos == notBeforeNanos && late.sequence(0) < window.sequence());
    }

    /** Rank of the first event, which must be ready, among tasks of the same instant. */
    long firstRank() {
        long sequence = firstIsLate ? late.sequence(0) : window.sequence();
        return SimTask.rank(SimEventInterface.NORMAL_PRIORITY, sequence);
    }

    /** Removes the first event, which must be ready, and lets it happen. */
    void deliverFirst() {
        long data = firstIsLate ? late.data(0) : window.data();
        EventReceiver receiver = firstIsLate ? late.receiver(0) : window.receiver();
        Object content = firstIsLate ? late.content(0) : window.content();
        removeFirst();
        receiver.receive(data, content);
    }

    /** Removes the first event, which must be ready. */
    void removeFirst() {
        size--;
        if (firstIsLate) {
            late.removeFirst();
        } else {
            window.removeFirst();
        }
        findFirst();
    }

    /** The first event, which must be ready, as DSOL sees it; it stays. */
    PostedEvent first() {
        return firstIsLate ? late.copy(0) : window.first();
    }

    /** Visits all events, as DSOL sees them, in no particular order. */
    void forEach(Consumer<PostedEvent> visitor) {
        for (int i = 0; i < late.size(); i++) {
            visitor.accept(late.copy(i));
        }
        window.forEach(visitor);
        slots.forEach(reference, visitor);
    }

    /** Removes all events and forgets the time. */
    void clear() {
        slots.clear();
        window.clear();
        late.clear();
        chunks.clear();
        reference = 0;
        windowLastNanos = -1;
        size = 0;
        notBeforeNanos = Long.MAX_VALUE;
        ready = false;
        firstIsLate = false;
    }
}
