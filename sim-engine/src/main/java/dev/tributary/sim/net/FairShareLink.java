package dev.tributary.sim.net;

import dev.tributary.core.base.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a host's access line, shared max-min fairly by flows, each with a cap of its
 * own; a flow sends one message after another.
 *
 * <p>A fluid model: between two changes of who sends, every flow has a constant rate, {@link
 * MaxMinFairness}. Work is counted in nano-bits (bits per second times nanoseconds), so nothing is
 * lost over any number of changes: a departure is reported at the first whole nanosecond at or
 * after it, and what a flow could have sent until then counts for its next message. A flow alone
 * departs exactly as from an {@link AccessLink} of its rate. Each change costs time in proportion
 * to the flows that are sending.
 *
 * <p>The caller moves the time: it calls {@link #depart} at {@link #nextNanos}, not later.
 *
 * @param <M> what is sent
 */
public final class FairShareLink<M> {
    private static final long NANO_BITS_PER_BYTE = 8_000_000_000L;

    private long bitsPerSecond;

    /** Those that are sending, in ascending order of their caps, then by age. */
    private final List<Flow<M>> flows = new ArrayList<>(4);

    private long updatedNanos;
    private long nextNanos = Time.NEVER;

    /** Creates an idle line; the rate is positive or {@link AccessLink#UNLIMITED}. */
    public FairShareLink(long bitsPerSecond) {
        if (bitsPerSecond <= 0) {
            throw new IllegalArgumentException("bitsPerSecond " + bitsPerSecond);
        }
        this.bitsPerSecond = bitsPerSecond;
    }

    /** Hears of messages that have left. */
    @FunctionalInterface
    public interface Departures<M> {
        /**
         * The last bit of a message has left.
         *
         * @param startNanos when its first bit began to
         */
        void departed(M message, long startNanos);
    }

    /** Changes the rate of the line, also for what is being sent. */
    public void changeRate(long nowNanos, long newBitsPerSecond) {
        if (newBitsPerSecond <= 0) {
            throw new IllegalArgumentException("bitsPerSecond " + newBitsPerSecond);
        }
        advance(nowNanos);
        bitsPerSecond = newBitsPerSecond;
        share();
    }

    private record Waiting<M>(M message, long bytes) {}

    private static final class Flow<M> {
        private final Object name;
        private final long cap;
        private final ArrayDeque<Waiting<M>> queue = new ArrayDeque<>(2);
        private long rate;
        private long startNanos;

        /** Nano-bits of the first message that are still to be sent. */
        private long left;

        private Flow(Object name, long cap) {
            this.name = name;
            this.cap = cap;
        }
    }

    /**
     * Appends a message to a flow.
     *
     * @param nowNanos not earlier than any previous call's, not after {@link #nextNanos}
     * @param flow names the flow, by identity
     * @param capBitsPerSecond positive or {@link AccessLink#UNLIMITED}; that of the message which
     *     finds the flow idle holds until it is idle again
     * @param bytes on the wire, headers included; at most 1 GB
     */
    public void enqueue(long nowNanos, Object flow, long capBitsPerSecond, long bytes, M message) {
        if (bytes < 0 || capBitsPerSecond <= 0) {
            throw new IllegalArgumentException(bytes + " bytes at " + capBitsPerSecond);
        }
        advance(nowNanos);
        int at = find(flow);
        Flow<M> into = at < 0 ? new Flow<>(flow, capBitsPerSecond) : flows.get(at);
        into.queue.add(new Waiting<>(message, bytes));
        if (at < 0) {
            begin(into, 0);
            insert(into);
            share();
        }
    }

    /** When {@link #depart} is due, or {@link Time#NEVER}. */
    public long nextNanos() {
        return nextNanos;
    }

    /** Reports the messages that have left by now, those of smaller caps first. */
    public void depart(long nowNanos, Departures<M> departures) {
        advance(nowNanos);
        boolean idle = false;
        for (Flow<M> flow : flows) {
            while (flow.left <= 0 && !flow.queue.isEmpty()) {
                departures.departed(flow.queue.remove().message(), flow.startNanos);
                if (!flow.queue.isEmpty()) {
                    begin(flow, flow.left);
                }
            }
            idle |= flow.queue.isEmpty();
        }
        if (idle) {
            flows.removeIf(flow -> flow.queue.isEmpty());
        }
        share();
    }

    /** Ends a flow: the line is free for the others, and what had not left is returned. */
    public List<M> drop(long nowNanos, Object flow) {
        int at = find(flow);
        if (at < 0) {
            return List.of();
        }
        advance(nowNanos);
        List<M> dropped = flows.remove(at).queue.stream().map(Waiting::message).toList();
        share();
        return dropped;
    }

    private int find(Object name) {
        for (int i = 0; i < flows.size(); i++) {
            if (flows.get(i).name == name) {
                return i;
            }
        }
        return -1;
    }

    private void insert(Flow<M> flow) {
        int at = flows.size();
        while (at > 0 && flows.get(at - 1).cap > flow.cap) {
            at--;
        }
        flows.add(at, flow);
    }

    /** The first message of a queue starts, with what was left of the nanosecond before. */
    private void begin(Flow<M> flow, long surplus) {
        boolean instant = Math.min(bitsPerSecond, flow.cap) == AccessLink.UNLIMITED;
        long bytes = instant ? 0 : flow.queue.element().bytes();
        flow.left = Math.multiplyExact(bytes, NANO_BITS_PER_BYTE) + surplus;
        flow.startNanos = updatedNanos;
    }

    private void advance(long nowNanos) {
        if (nowNanos < updatedNanos || nowNanos > nextNanos) {
            throw new IllegalArgumentException(
                    nowNanos + " is not in " + updatedNanos + ".." + nextNanos);
        }
        long elapsed = nowNanos - updatedNanos;
        updatedNanos = nowNanos;
        if (elapsed > 0) {
            for (Flow<M> flow : flows) {
                flow.left -= flow.rate * elapsed;
            }
        }
    }

    /** Gives every flow its rate, and finds out which message leaves next. */
    private void share() {
        long free = bitsPerSecond;
        nextNanos = Time.NEVER;
        for (int i = 0; i < flows.size(); i++) {
            Flow<M> flow = flows.get(i);
            flow.rate = MaxMinFairness.next(free, flows.size() - i, flow.cap);
            free -= flow.rate;
            long nanos = flow.left <= 0 ? 0 : (flow.left - 1) / flow.rate + 1;
            nextNanos = Math.min(nextNanos, updatedNanos + nanos);
        }
    }
}
