package dev.tributary.core.system.substream;

import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.strategy.FeedPolicy;
import dev.tributary.core.strategy.PlannedFeeds;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;

/** Douyu's system (seed 000). */
public final class SubStreamSystem {
    private static final FeedPolicy PLANNED = new PlannedFeeds();
    private static final ServePolicy PUSH = new SubStreamPush();

    /** Sub-streams, pushed along trees of depth one or two. */
    public static final StreamingSystem SYSTEM =
            new StreamingSystem(
                    StrategyKind.DOUYU,
                    settings -> new Strategy(new OwnSubStream(), PLANNED, PUSH),
                    SubStreamAssignment::new);

    private SubStreamSystem() {}
}
