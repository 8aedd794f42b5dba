package dev.tributary.transport.host;

import dev.tributary.core.base.Time;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The one wake-up of a machine, set anew after every input; on the event loop only. */
public final class Alarm {
    private final LoopClock clock;
    private final Runnable timer;
    private ScheduledFuture<?> future;
    private long atNanos = Time.NEVER;

    /** Creates an alarm that is not set. */
    public Alarm(LoopClock clock, Runnable timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Sets the alarm, clock nanoseconds; {@link Long#MAX_VALUE} for never. One that is set too
     * early goes off for nothing and is set again: moving it each time would cost more.
     */
    public void set(long deadlineNanos) {
        if (deadlineNanos < atNanos) {
            cancel();
            atNanos = deadlineNanos;
            long delay = Math.max(0, deadlineNanos - clock.preciseNanos());
            future = clock.loop().schedule(this::ring, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void ring() {
        atNanos = Time.NEVER;
        future = null;
        timer.run();
    }

    /** Unsets the alarm. */
    public void cancel() {
        if (future != null) {
            future.cancel(false);
            future = null;
        }
        atNanos = Time.NEVER;
    }
}
