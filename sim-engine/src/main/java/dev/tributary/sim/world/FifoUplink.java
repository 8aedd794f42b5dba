package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.AccessLink;

/** A line that sends one message after another; a departure is known at once. */
final class FifoUplink extends AccessLink implements Uplink {
    FifoUplink(long bitsPerSecond) {
        super(bitsPerSecond);
    }

    @Override
    public void send(long nowNanos, LinkEnd end, Message message, long bytes, long delayNanos) {
        long first = nowNanos + queueNanos(nowNanos);
        long last = enqueue(nowNanos, bytes);
        Attachment.departed(end, message, bytes, first, last, delayNanos);
    }

    @Override
    public void drop(LinkEnd end) {
        // All departures are promised.
    }
}
