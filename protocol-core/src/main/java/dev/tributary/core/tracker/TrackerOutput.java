package dev.tributary.core.tracker;

import dev.tributary.core.wire.Message;

/**
 * Everything a {@link Tracker} can ask of its host.
 *
 * <p>Called only while an input of the tracker is on the stack. An implementation records the
 * request and returns: it does not block, does not throw and does not call the tracker back.
 * Nothing here is guaranteed to happen.
 */
public interface TrackerOutput {
    /** Sends a message, best effort, in order per connection. */
    void send(int connection, Message message);

    /**
     * Closes a connection after what was sent. The tracker has forgotten it: no {@link
     * Tracker#onDisconnected} is needed, and one that comes nevertheless is ignored.
     */
    void close(int connection);
}
