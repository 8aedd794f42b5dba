package dev.tributary.core.system.substream;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.FeedPolicy;
import dev.tributary.core.strategy.PlannedFeeds;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;

/** Douyu's sub-streams, pushed along trees of depth one or two (seed 000). */
public final class SubStreamSystem implements StreamingSystem {
    /** The only one. */
    public static final SubStreamSystem SYSTEM = new SubStreamSystem();

    private static final FeedPolicy FEEDS = new PlannedFeeds(SwarmKnob.SILENT_AFTER);
    private static final ServePolicy PUSH = new SubStreamPush();

    private SubStreamSystem() {}

    @Override
    public String name() {
        return "douyu";
    }

    @Override
    public int code() {
        return 1;
    }

    @Override
    public boolean peering() {
        return true;
    }

    @Override
    public boolean strictSeeds() {
        return true;
    }

    @Override
    public double sharingMax(SystemSettings settings) {
        double base = settings.value(SwarmKnob.BASE_STREAM) / 100.0;
        return 1 - (1 - base) / settings.layout().subStreams();
    }

    @Override
    public Strategy viewer(RoomSettings settings) {
        return new Strategy(new OwnSubStream(), FEEDS, PUSH);
    }

    @Override
    public RoomPolicy room(RoomContext context, Roster roster) {
        return new SubStreamAssignment(context, roster);
    }
}
