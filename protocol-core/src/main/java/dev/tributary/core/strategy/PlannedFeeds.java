package dev.tributary.core.strategy;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;

/** Feeds as the tracker plans them, for every sub-stream. */
public final class PlannedFeeds implements FeedPolicy {

    @Override
    public int feeds(RoomSettings settings) {
        return settings.swarm().subStreams();
    }

    @Override
    public long repairNanos(RoomSettings settings) {
        return settings.swarm().silentMillis() * Time.NANOS_PER_MILLI;
    }
}
