package dev.tributary.core.strategy;

import dev.tributary.core.room.RoomSettings;

/** The systems that a viewer can run; it is given them by its host, and knows none by itself. */
public interface Strategies {
    /** Returns the strategy of one viewer in a room with these settings. */
    Strategy of(RoomSettings settings);
}
