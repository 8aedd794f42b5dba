package dev.tributary.core.system.random;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.FeedPolicy;
import dev.tributary.core.strategy.NoFeeds;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.tracker.RandomNeighbours;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;

/** The naive baseline: every new slice is pushed to neighbours drawn at random. */
public final class RandomSystem implements StreamingSystem {
    /** The only one. */
    public static final RandomSystem SYSTEM = new RandomSystem();

    private static final FeedPolicy FEEDS = new NoFeeds(SwarmKnob.SILENT_AFTER);
    private static final ServePolicy PUSH = new RandomPush();

    private static final int WANTED = 8;
    private static final int MOST = 16;

    private RandomSystem() {}

    @Override
    public String name() {
        return "random-push";
    }

    @Override
    public int code() {
        return 2;
    }

    @Override
    public boolean peering() {
        return true;
    }

    @Override
    public boolean strictSeeds() {
        return false;
    }

    @Override
    public double sharingMax(SystemSettings settings) {
        return 1;
    }

    @Override
    public Strategy viewer(RoomSettings settings) {
        return new Strategy(new RandomStream(), FEEDS, PUSH);
    }

    @Override
    public RoomPolicy room(RoomContext context, Roster roster) {
        return new RandomNeighbours(context, roster, WANTED, MOST);
    }
}
