package dev.tributary.core.room;

/** The published system or baseline that a room runs; the ordinal is the wire value. */
public enum StrategyKind {
    /** Every byte from the CDN: the baseline of the bill. */
    CDN_ONLY,
    /** Douyu's sub-streams, pushed along trees of depth one or two (seed 000). */
    DOUYU,
    /** Naive baseline: every new piece is pushed to neighbours drawn at random. */
    RANDOM_PUSH
}
