package dev.tributary.core.strategy;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.Knob;
import dev.tributary.core.room.RoomSettings;

/**
 * Nobody feeds anybody: what the tracker plans is ignored. Slices are looked at as early as with
 * {@link PlannedFeeds}, though nobody is asked then.
 */
public final class NoFeeds implements FeedPolicy {
    private final Knob repairMillis;

    /** Creates the policy of a system with a knob for the time of the repair, milliseconds. */
    public NoFeeds(Knob repairMillis) {
        this.repairMillis = repairMillis;
    }

    @Override
    public int feeds(RoomSettings settings) {
        return 0;
    }

    @Override
    public long repairNanos(RoomSettings settings) {
        return settings.system().value(repairMillis) * Time.NANOS_PER_MILLI;
    }
}
