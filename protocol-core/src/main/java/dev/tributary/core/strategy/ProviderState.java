package dev.tributary.core.strategy;

/** How far a sub-stream's provider is. */
public enum ProviderState {
    /** The tracker has named nobody, or nobody works. */
    NONE,
    /** Somebody is named; the link is not up yet. */
    CONNECTING,
    /** The link is up: it can be subscribed. */
    READY
}
