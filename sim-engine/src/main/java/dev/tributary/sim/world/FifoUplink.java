package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.AccessLink;

/** A line that sends one message after another; a departure is known at once. */
final class FifoUplink extends AccessLink implements Uplink {
    private final Run run;

    FifoUplink(Run run, long bitsPerSecond) {
        super(bitsPerSecond);
        this.run = run;
    }

    @Override
    public void send(LinkEnd end, Message message, long bytes, long delayNanos) {
        long now = run.nowNanos();
        long first = now + queueNanos(now);
        long last = enqueue(now, bytes);
        Attachment.departed(end, message, bytes, first, last, delayNanos);
    }

    @Override
    public void drop(LinkEnd end) {
        // All departures are promised.
    }
}
