package dev.tributary.transport.scheduler;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.StreamKey;

/** Tells a tracker the settings of a room, before any viewer is sent there; must not block. */
@FunctionalInterface
public interface RoomOpener {
    /** Tells one tracker. */
    void openRoom(int tracker, StreamKey stream, RoomSettings settings);
}
