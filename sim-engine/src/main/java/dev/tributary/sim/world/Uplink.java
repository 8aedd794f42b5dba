package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;

/** How a viewer's line serves what it sends over its links; a message leaves as a whole. */
interface Uplink {
    /**
     * Sends a message. When its last bit leaves, or as soon as that time is known, {@link
     * Attachment#departed} is called.
     *
     * @param nowNanos when it is sent, not after the present
     * @param bytes on the wire, headers and packets sent again included
     * @param delayNanos handed on
     */
    void send(long nowNanos, LinkEnd end, Message message, long bytes, long delayNanos);

    /** A link has ended at this side; what of it is not promised to leave is lost. */
    void drop(LinkEnd end);
}
