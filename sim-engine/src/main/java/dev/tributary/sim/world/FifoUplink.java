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
        send(this, nowNanos, end, message, bytes, delayNanos);
    }

    /** As {@link #send(long, LinkEnd, Message, long, long)}, over any line of this kind. */
    static void send(
            AccessLink line, long now, LinkEnd end, Message message, long bytes, long delayNanos) {
        long first = now + line.queueNanos(now);
        long last = line.enqueue(now, bytes);
        long begins = end.begins(first);
        Attachment.departed(end, message, bytes, first, last, delayNanos);
        end.willWait(now, first - now, begins - now, last);
    }

    @Override
    public void drop(LinkEnd end) {
        // All departures are promised.
    }
}
