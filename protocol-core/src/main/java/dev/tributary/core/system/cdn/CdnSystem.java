package dev.tributary.core.system.cdn;

import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.strategy.FeedPolicy;
import dev.tributary.core.strategy.NoFeeds;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;

/** The baseline of the bill. */
public final class CdnSystem {
    private static final FeedPolicy FEEDS = new NoFeeds();

    /** Every byte comes from the CDN. */
    public static final StreamingSystem SYSTEM =
            new StreamingSystem(
                    StrategyKind.CDN_ONLY,
                    settings -> new Strategy(new CdnStream(), FEEDS, ServePolicy.NONE),
                    (context, roster) -> {
                        throw new IllegalStateException("a room without peers has no tracker");
                    });

    private CdnSystem() {}
}
