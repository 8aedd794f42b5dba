package dev.tributary.core.tracker;

import dev.tributary.core.wire.Join;
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
     * Asks whether the token of a viewer that wants to join is valid: made by the platform, for
     * this room, not expired, not used by another; answered by {@link Tracker#onTokenChecked}. No
     * state of the room changes before.
     */
    void checkToken(int ticket, Join join);

    /**
     * Closes a connection after what was sent. The tracker has forgotten it: no {@link
     * Tracker#onDisconnected} is needed, and one that comes nevertheless is ignored.
     */
    void close(int connection);
}
