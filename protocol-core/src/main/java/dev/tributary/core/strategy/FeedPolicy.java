package dev.tributary.core.strategy;

import dev.tributary.core.room.RoomSettings;

/** Who pushes sub-streams to a viewer, and when a feed is helped. */
public interface FeedPolicy {
    /** Nobody pushes anything. */
    FeedPolicy NONE =
            new FeedPolicy() {
                @Override
                public int feeds(RoomSettings settings) {
                    return 0;
                }

                @Override
                public long repairNanos(RoomSettings settings) {
                    return 0;
                }
            };

    /** Returns the number of sub-streams that are fed by other viewers, 0 = none. */
    int feeds(RoomSettings settings);

    /**
     * Returns how long before the emergency line a backup is asked for what a doubtful provider has
     * not brought, nanoseconds.
     */
    long repairNanos(RoomSettings settings);
}
