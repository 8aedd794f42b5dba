package dev.tributary.core.scheduler;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.StreamKey;

/**
 * Everything a {@link Scheduler} can ask of its host; called only while an input is on the stack,
 * must not block, throw or call back.
 */
public interface SchedulerOutput {
    /** Answers over a connection, best effort. */
    void send(int connection, Message message);

    /** Tells a tracker the settings of a room, before any viewer is sent there. */
    void openRoom(int tracker, StreamKey stream, RoomSettings settings);
}
