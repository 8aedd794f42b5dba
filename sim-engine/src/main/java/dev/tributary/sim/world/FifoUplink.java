package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.AccessLink;

/** One message after another in the order of sending; a departure is known at once. */
final class FifoUplink implements Uplink {
    private final World world;
    private final AccessLink line;

    FifoUplink(World world, long bitsPerSecond) {
        this.world = world;
        line = new AccessLink(bitsPerSecond);
    }

    @Override
    public void send(LinkEnd end, Message message, long bytes, long delayNanos) {
        long now = world.nowNanos();
        long first = now + line.queueNanos(now);
        long last = line.enqueue(now, bytes);
        Attachment.departed(end, message, bytes, first, last, delayNanos);
    }

    @Override
    public void drop(LinkEnd end) {
        // All departures are promised.
    }
}
