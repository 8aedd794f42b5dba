package dev.tributary.core.strategy;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;

/**
 * What differs between the published systems, as decisions; the mechanisms of the peer execute
 * them.
 *
 * <p>One instance per peer. A strategy reads the view and its own few fields, and changes nothing
 * else. It is asked again after every input that may change its answer.
 */
public interface Strategy {
    /**
     * Returns the sub-streams that the edge pushes from now on (bit k = sub-stream k). All others
     * are subscribed from their providers, or missed until the emergency window.
     */
    int edgeSubStreams(long nowNanos, PeerView view);

    /** Returns why the edge pushes a sub-stream, for the attribution of losses. */
    MediaSource edgeReason(long nowNanos, PeerView view, int subStream);

    /**
     * Returns when {@link #edgeSubStreams} may change by the mere passing of time, or {@link
     * Time#NEVER}.
     */
    default long nextDecisionNanos(long nowNanos, PeerView view) {
        return Time.NEVER;
    }

    /** Returns whether {@link #edgeSubStreams} may change when a slice becomes complete. */
    default boolean watchesBuffer() {
        return false;
    }

    /** Returns whether this viewer may be subscribed for a sub-stream. */
    default boolean serves(PeerView view, int subStream) {
        return false;
    }

    /**
     * Chooses links that get a complete new slice beyond the subscribed ones.
     *
     * @param from link it came from, -1 = the edge
     * @param targets filled from index 0; its length is the most that may be chosen
     * @return how many were chosen
     */
    default int pushTargets(PeerView view, int from, int[] targets) {
        return 0;
    }

    /** A slice of the sub-stream had to be asked from the CDN at the last moment. */
    default void onEmergency(long nowNanos, int subStream) {}
}
