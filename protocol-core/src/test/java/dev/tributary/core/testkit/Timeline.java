package dev.tributary.core.testkit;

import dev.tributary.core.base.Time;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * Time of a toy world: what was asked for happens in order, and machines are served when their
 * deadlines fall due.
 */
public final class Timeline {
    /** What happens later; equal times in the order of asking. */
    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long order;

    /** Returns nanoseconds since the world began. */
    public long now() {
        return nowNanos;
    }

    /** Lets something happen at a time, which must not have passed. */
    public void at(long timeNanos, Runnable what) {
        events.add(new Event(timeNanos, order++, what));
    }

    /** Lets something happen after a delay. */
    public void after(long delayNanos, Runnable what) {
        at(nowNanos + delayNanos, what);
    }

    /**
     * Runs until a moment.
     *
     * @param deadline when the first of the machines must be served, {@link Time#NEVER} for none
     * @param serve serves all machines whose time has come
     */
    public void until(double seconds, LongSupplier deadline, Runnable serve) {
        long end = (long) (seconds * Time.NANOS_PER_SECOND);
        while (true) {
            long next = events.isEmpty() ? Time.NEVER : events.peek().at;
            long due = Math.max(nowNanos, deadline.getAsLong());
            if (Math.min(next, due) > end) {
                break;
            }
            nowNanos = Math.min(next, due);
            if (next <= due) {
                events.poll().what.run();
            } else {
                serve.run();
            }
        }
        nowNanos = end;
    }
}
