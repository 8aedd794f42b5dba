package dev.tributary.transport.tracker;

import dev.tributary.transport.host.Alarm;
import dev.tributary.transport.host.LoopClock;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One pass of the event loop: all its inputs happen at the same time, and what they cause is
 * flushed once per connection at its end.
 */
final class Turn {
    private final LoopClock clock;
    private final Alarm alarm;
    private final LongSupplier nextDeadline;
    private final List<TrackerConnection> unflushed = new ArrayList<>();

    /**
     * Creates the turns of a loop.
     *
     * @param timer called when the deadline has come
     * @param nextDeadline when that is, by {@link #nowNanos}; {@link Long#MAX_VALUE} for never
     */
    Turn(EventLoop loop, LongSupplier nanos, Runnable timer, LongSupplier nextDeadline) {
        this.nextDeadline = nextDeadline;
        clock = new LoopClock(loop, nanos, this::end);
        alarm = new Alarm(clock, () -> wake(timer));
    }

    /** Returns the time of this turn, nanoseconds since creation. */
    long nowNanos() {
        return clock.nowNanos();
    }

    /** Flushes a connection when the turn ends; only within a turn. */
    void flushLater(TrackerConnection connection) {
        unflushed.add(connection);
    }

    private void end() {
        for (TrackerConnection connection : unflushed) {
            connection.flush();
        }
        unflushed.clear();
        alarm.set(nextDeadline.getAsLong());
    }

    /** An alarm may be early, and the turn that it begins sets it anew. */
    private void wake(Runnable timer) {
        if (nextDeadline.getAsLong() <= nowNanos()) {
            timer.run();
        }
    }
}
