package dev.tributary.transport.host;

import io.netty.channel.EventLoop;
import java.util.function.LongSupplier;

/**
 * The time of an event loop: read once per turn, so that all inputs of a turn happen at the same
 * time; on the loop only.
 */
public final class LoopClock {
    private final EventLoop loop;
    private final LongSupplier nanos;
    private final Runnable turned;
    private final long beganNanos;
    private long nowNanos;
    private boolean open;

    /** Creates the clock of a loop, which stands at 0 now. */
    public LoopClock(EventLoop loop, LongSupplier nanos) {
        this(loop, nanos, () -> {});
    }

    /**
     * As above.
     *
     * @param turned called at the end of each turn in which the time was asked for
     */
    public LoopClock(EventLoop loop, LongSupplier nanos, Runnable turned) {
        this.loop = loop;
        this.nanos = nanos;
        this.turned = turned;
        beganNanos = nanos.getAsLong();
    }

    /** Returns the time of this turn, nanoseconds since the clock was created. */
    public long nowNanos() {
        if (!open) {
            open = true;
            nowNanos = preciseNanos();
            loop.execute(this::end);
        }
        return nowNanos;
    }

    private void end() {
        open = false;
        turned.run();
    }

    /** Returns the time right now, for setting an alarm; never before {@link #nowNanos()}. */
    long preciseNanos() {
        return nanos.getAsLong() - beganNanos;
    }

    /** Returns the loop. */
    public EventLoop loop() {
        return loop;
    }
}
