package dev.tributary.core.strategy;

/**
 * What a viewer asks for piece by piece: of which neighbour, and when of the CDN.
 *
 * <p>The mechanism calls it in rounds; what neighbours announce never causes one. At the emergency
 * line of a slice the mechanism itself asks the CDN for what is missing and not on its way from
 * there, whatever the policy did.
 */
public interface PullPolicy {
    /** Asks nobody: what the viewer gets is pushed. */
    PullPolicy NONE =
            new PullPolicy() {
                @Override
                public long roundNanos() {
                    return Long.MAX_VALUE;
                }

                @Override
                public long announceNanos() {
                    return Long.MAX_VALUE;
                }

                @Override
                public void round(
                        long nowNanos, PeerView view, Neighbourhood around, Holes holes) {}
            };

    /** Returns the pause between two rounds, nanoseconds; at least a millisecond. */
    long roundNanos();

    /** Returns the pause between two announcements, nanoseconds; whole rounds. */
    long announceNanos();

    /** Looks at what is missing, and asks for what it wants now. */
    void round(long nowNanos, PeerView view, Neighbourhood around, Holes holes);

    /** Returns how many pieces may be on their way over a link at a time. */
    default int credit() {
        return 2;
    }

    /** Returns for how long a neighbour may take to bring a piece, nanoseconds. */
    default long patienceNanos(Neighbourhood around, int link) {
        return 2_000_000_000L;
    }

    /** Returns what is announced beside pieces: bit m = class m is taken from the CDN. */
    default int roles() {
        return 0;
    }

    /** Returns whether neighbours are told of pieces that are being loaded. */
    default boolean announcesLoads() {
        return false;
    }
}
