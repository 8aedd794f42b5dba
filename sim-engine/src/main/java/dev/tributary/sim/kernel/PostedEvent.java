package dev.tributary.sim.kernel;

/**
 * A posted event as DSOL sees it: a copy, made for inspection, that is not itself scheduled.
 *
 * <p>To remove it from the list has no effect, posted events being never cancelled.
 */
final class PostedEvent extends SimTask {
    private final EventReceiver receiver;
    private final long data;
    private final Object content;

    PostedEvent(long nanos, long sequence, long data, EventReceiver receiver, Object content) {
        timeNanos = nanos;
        rank = rank(NORMAL_PRIORITY, sequence);
        this.data = data;
        this.receiver = receiver;
        this.content = content;
    }

    /** Reads an event that lies in a slot of the lowest level. */
    static PostedEvent near(EventChunks chunks, int unit, long startNanos, EventReceiver shared) {
        long key = chunks.key(unit);
        return new PostedEvent(
                startNanos + (key >>> EventSlots.SEQUENCE_BITS),
                key & EventSlots.SEQUENCE_MASK,
                chunks.data(unit),
                chunks.receiver(unit, shared),
                chunks.content(unit, shared));
    }

    /** Reads an event that lies in a slot of a higher level. */
    static PostedEvent far(EventChunks chunks, int unit, EventReceiver shared) {
        return new PostedEvent(
                chunks.key(unit),
                chunks.key(unit + 1),
                chunks.data(unit),
                chunks.receiver(unit, shared),
                chunks.content(unit, shared));
    }

    @Override
    public void run() {
        receiver.receive(data, content);
    }
}
