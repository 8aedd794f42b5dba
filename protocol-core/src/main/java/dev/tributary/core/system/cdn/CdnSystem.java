package dev.tributary.core.system.cdn;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.FeedPolicy;
import dev.tributary.core.strategy.NoFeeds;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;

/** Every byte from the CDN: the baseline of the bill. */
public final class CdnSystem implements StreamingSystem {
    /** The only one. */
    public static final CdnSystem SYSTEM = new CdnSystem();

    private static final FeedPolicy FEEDS = new NoFeeds(SwarmKnob.SILENT_AFTER);

    private CdnSystem() {}

    @Override
    public String name() {
        return "cdn-only";
    }

    @Override
    public int code() {
        return 0;
    }

    @Override
    public boolean peering() {
        return false;
    }

    @Override
    public boolean strictSeeds() {
        return false;
    }

    @Override
    public double sharingMax(SystemSettings settings) {
        return 0;
    }

    @Override
    public Strategy viewer(RoomSettings settings) {
        return new Strategy(new CdnStream(), FEEDS, ServePolicy.NONE);
    }

    @Override
    public RoomPolicy room(RoomContext context, Roster roster) {
        throw new IllegalStateException("a room without peers has no tracker");
    }
}
