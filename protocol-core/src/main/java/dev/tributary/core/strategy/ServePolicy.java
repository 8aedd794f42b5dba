package dev.tributary.core.strategy;

/** Whom a viewer feeds. */
public interface ServePolicy {
    /** Feeds nobody. */
    ServePolicy NONE = new ServePolicy() {};

    /** Answers requests for pieces, and pushes nothing. */
    ServePolicy ANSWERS =
            new ServePolicy() {
                @Override
                public boolean answers() {
                    return true;
                }
            };

    /** Returns whether this viewer may be subscribed for a sub-stream. */
    default boolean serves(PeerView view, int subStream) {
        return false;
    }

    /**
     * Returns whether new media is pushed on to the subscribers.
     *
     * @param hop links that it crossed to come here, 0 = straight from the CDN
     */
    default boolean relays(PeerView view, int hop) {
        return false;
    }

    /** Returns whether this viewer answers requests for pieces. */
    default boolean answers() {
        return false;
    }

    /** Returns to how many links beyond the subscribed ones a new slice goes at most. */
    default int pushTargetsMax() {
        return 0;
    }

    /**
     * Chooses links that get a complete new slice beyond the subscribed ones.
     *
     * @param from link it came from, -1 = the edge
     * @param targets filled from index 0; as long as {@link #pushTargetsMax} says
     * @return how many were chosen
     */
    default int pushTargets(PeerView view, int from, int[] targets) {
        return 0;
    }
}
