package dev.tributary.core.system;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;

/** One published system or baseline: all that makes a room of it. */
public interface StreamingSystem extends SystemProfile {
    /** Returns what one viewer decides in a room with these settings. */
    Strategy viewer(RoomSettings settings);

    /** Returns what the tracker decides in a room; never asked when the system uses no peers. */
    RoomPolicy room(RoomContext context, Roster roster);
}
