package dev.tributary.core.system.random;

import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.strategy.FeedPolicy;
import dev.tributary.core.strategy.NoFeeds;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;

/** The naive baseline: neighbours and pushes drawn at random. */
public final class RandomSystem {
    private static final FeedPolicy FEEDS = new NoFeeds();
    private static final ServePolicy PUSH = new RandomPush();

    /** Every new slice is pushed to neighbours drawn at random. */
    public static final StreamingSystem SYSTEM =
            new StreamingSystem(
                    StrategyKind.RANDOM_PUSH,
                    settings -> new Strategy(new RandomStream(), FEEDS, PUSH),
                    RandomNeighbours::new);

    private RandomSystem() {}
}
