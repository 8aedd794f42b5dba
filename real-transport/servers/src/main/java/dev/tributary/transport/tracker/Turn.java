package dev.tributary.transport.tracker;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One pass of the event loop: all its inputs happen at the same time, and what they cause is
 * flushed once per connection at its end.
 */
final class Turn {
    private final EventLoop loop;
    private final LongSupplier clock;
    private final Runnable timer;
    private final LongSupplier nextDeadline;
    private final long beganNanos;
    private final List<TrackerConnection> unflushed = new ArrayList<>();
    private long nowNanos;
    private boolean open;
    private ScheduledFuture<?> wakeUp;
    private long wakeUpNanos = Long.MAX_VALUE;

    /**
     * Creates the turns of a loop.
     *
     * @param timer called when the deadline has come
     * @param nextDeadline when that is, by {@link #nowNanos}; {@link Long#MAX_VALUE} for never
     */
    Turn(EventLoop loop, LongSupplier clock, Runnable timer, LongSupplier nextDeadline) {
        this.loop = loop;
        this.clock = clock;
        this.timer = timer;
        this.nextDeadline = nextDeadline;
        beganNanos = clock.getAsLong();
    }

    /** Returns the time of this turn, nanoseconds since creation. */
    long nowNanos() {
        if (!open) {
            open = true;
            nowNanos = clock.getAsLong() - beganNanos;
            loop.execute(this::end);
        }
        return nowNanos;
    }

    /** Flushes a connection when the turn ends; only within a turn. */
    void flushLater(TrackerConnection connection) {
        unflushed.add(connection);
    }

    private void end() {
        open = false;
        for (TrackerConnection connection : unflushed) {
            connection.flush();
        }
        unflushed.clear();
        arm();
    }

    /** A timer that is set too early goes off for nothing; moving it each time costs more. */
    private void arm() {
        long deadline = nextDeadline.getAsLong();
        if (deadline < wakeUpNanos) {
            if (wakeUp != null) {
                wakeUp.cancel(false);
            }
            wakeUpNanos = deadline;
            long delay = Math.max(0, deadline - (clock.getAsLong() - beganNanos));
            wakeUp = loop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        wakeUp = null;
        wakeUpNanos = Long.MAX_VALUE;
        if (nextDeadline.getAsLong() <= nowNanos()) {
            timer.run();
        }
    }
}
