package dev.tributary.core.strategy;

import dev.tributary.core.room.StrategyKind;

/** The strategies by kind. */
public final class Strategies {
    private Strategies() {}

    /** Returns a new strategy for one peer. */
    public static Strategy of(StrategyKind kind) {
        return switch (kind) {
            case CDN_ONLY -> new CdnOnly();
            case DOUYU -> new SubStreamPush();
            case RANDOM_PUSH -> new RandomPush();
        };
    }
}
