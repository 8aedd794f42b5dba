package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.CourseLink;
import dev.tributary.sim.net.RateCourse;

/** As {@link FifoUplink}, of a line whose rate changes; its course is known ahead. */
final class VaryingUplink extends CourseLink implements Uplink {
    VaryingUplink(RateCourse course, long bitsPerSecond) {
        super(course, bitsPerSecond, AccessLink.UNLIMITED);
    }

    @Override
    public void send(long nowNanos, LinkEnd end, Message message, long bytes, long delayNanos) {
        FifoUplink.send(this, nowNanos, end, message, bytes, delayNanos);
    }

    @Override
    public void drop(LinkEnd end) {
        // All departures are promised.
    }
}
