package dev.tributary.core.strategy;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;

/**
 * Nobody feeds anybody: what the tracker plans is ignored. Slices are looked at as early as with
 * {@link PlannedFeeds}, though nobody is asked then.
 */
public final class NoFeeds implements FeedPolicy {

    @Override
    public int feeds(RoomSettings settings) {
        return 0;
    }

    @Override
    public long repairNanos(RoomSettings settings) {
        return settings.swarm().silentMillis() * Time.NANOS_PER_MILLI;
    }
}
