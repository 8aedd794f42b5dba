package dev.tributary.core.strategy;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.Knob;
import dev.tributary.core.room.RoomSettings;

/** Feeds as the tracker plans them, for every sub-stream. */
public final class PlannedFeeds implements FeedPolicy {
    private final Knob repairMillis;

    /** Creates the policy of a system with a knob for the time of the repair, milliseconds. */
    public PlannedFeeds(Knob repairMillis) {
        this.repairMillis = repairMillis;
    }

    @Override
    public int feeds(RoomSettings settings) {
        return settings.layout().subStreams();
    }

    @Override
    public long repairNanos(RoomSettings settings) {
        return settings.system().value(repairMillis) * Time.NANOS_PER_MILLI;
    }
}
