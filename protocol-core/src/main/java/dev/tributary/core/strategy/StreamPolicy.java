package dev.tributary.core.strategy;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;

/**
 * What the CDN pushes to a viewer by itself, and why.
 *
 * <p>Asked again after every input that may change its answer.
 */
public interface StreamPolicy {
    /** The CDN pushes nothing. */
    StreamPolicy NONE =
            new StreamPolicy() {
                @Override
                public int edgeSubStreams(long nowNanos, PeerView view) {
                    return 0;
                }

                @Override
                public MediaSource edgeReason(long nowNanos, PeerView view, int subStream) {
                    return MediaSource.CDN_FALLBACK;
                }
            };

    /**
     * Returns the sub-streams that the edge pushes from now on (bit k = sub-stream k). All others
     * are subscribed from their providers, or missed until the emergency window.
     */
    int edgeSubStreams(long nowNanos, PeerView view);

    /** Returns why the edge pushes a sub-stream, for the attribution of losses. */
    MediaSource edgeReason(long nowNanos, PeerView view, int subStream);

    /**
     * Returns when {@link #edgeSubStreams} may change by the mere passing of time, or Time.NEVER.
     */
    default long nextDecisionNanos(long nowNanos, PeerView view) {
        return Time.NEVER;
    }

    /** Returns whether {@link #edgeSubStreams} may change when a slice becomes complete. */
    default boolean watchesBuffer() {
        return false;
    }

    /**
     * A slice of the sub-stream had to be asked from the CDN at the last moment.
     *
     * @param missingMillis how much of it, as a part of the length of a slice
     */
    default void onEmergency(long nowNanos, int subStream, int missingMillis) {}
}
