package dev.tributary.transport.host;

import dev.tributary.transport.scheduler.client.SchedulerEvents;

/** What the surroundings of a viewer's host may want to know; nothing depends on it. */
public interface ViewerEvents {
    /** Nobody listens. */
    ViewerEvents NONE = new ViewerEvents() {};

    /** The scheduler said where the servers are; before any link is made, and again later. */
    default void servers(SchedulerEvents.Servers servers) {}

    /** Media of a link could not be sent: the link is slow, or down. */
    default void mediaDropped(int link, int bytes) {}

    /** What came over a link was no message. */
    default void malformed(int link, String expected) {}

    /** A fault of ours ended the viewer; all its connections are closed. */
    default void failed(RuntimeException fault) {}
}
