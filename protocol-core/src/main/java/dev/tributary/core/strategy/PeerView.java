package dev.tributary.core.strategy;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.RoomSettings;

/** What a strategy may see of a peer: read-only. */
public interface PeerView {
    /** {@link #cdnSubStream} before the tracker has spoken. */
    int UNASSIGNED = -2;

    /** Returns the room's configuration. */
    RoomSettings settings();

    /**
     * Returns the sub-stream that the tracker wants this viewer to take from the CDN, -1 = none.
     */
    int cdnSubStream();

    /** Returns how far the provider of a sub-stream is. */
    ProviderState provider(int subStream);

    /** Returns since when the sub-stream has had no ready provider, session nanos. */
    long withoutProviderSinceNanos(int subStream);

    /** Returns whether the sub-stream has had a ready provider before. */
    boolean hadProvider(int subStream);

    /** Returns the largest number of links that data of this sub-stream crossed to come here. */
    int hop(int subStream);

    /** Returns contiguous media ahead of the playhead, nanoseconds. */
    long bufferedNanos(long nowNanos);

    /** Returns when this viewer joined the room at the tracker, or {@code Long.MAX_VALUE}. */
    long joinedNanos();

    /** Returns one more than the largest link number in use. */
    int linkCount();

    /** Returns whether a link can carry media. */
    boolean linkReady(int link);

    /** Returns the peer's own generator. */
    Rng rng();
}
