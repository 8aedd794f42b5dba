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
        send(this, run.nowNanos(), end, message, bytes, delayNanos);
    }

    /** As {@link #send(LinkEnd, Message, long, long)}, over any line of this kind. */
    static void send(
            AccessLink line, long now, LinkEnd end, Message message, long bytes, long delayNanos) {
        long first = now + line.queueNanos(now);
        long last = line.enqueue(now, bytes);
        Attachment.departed(end, message, bytes, first, last, delayNanos);
    }

    @Override
    public void drop(LinkEnd end) {
        // All departures are promised.
    }
}
