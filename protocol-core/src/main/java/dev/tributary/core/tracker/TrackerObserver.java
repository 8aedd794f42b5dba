package dev.tributary.core.tracker;

import dev.tributary.core.wire.StreamKey;

/**
 * What happened, for measuring and for checking invariants; a tracker behaves the same whoever
 * watches.
 */
public interface TrackerObserver {
    /** Watches nothing. */
    TrackerObserver NONE = new TrackerObserver() {};

    /** A viewer joined over a connection and got a session. */
    default void joined(long nowNanos, StreamKey room, int session, int connection) {}

    /** A viewer left, was disconnected or fell silent. */
    default void left(long nowNanos, StreamKey room, int session) {}

    /**
     * A provider was told to feed a sub-stream to a viewer. With neighbours instead of sub-streams,
     * the first of the two may be either side and the sub-stream is 0.
     */
    default void paired(long nowNanos, StreamKey room, int provider, int viewer, int subStream) {}

    /** No provider was found for a sub-stream of a viewer; the tracker keeps looking. */
    default void unmatched(long nowNanos, StreamKey room, int viewer, int subStream) {}
}
