package dev.tributary.core.strategy;

/**
 * What a viewer knows of its neighbours by its own experience and by what they announced. Links are
 * numbers below {@link PeerView#linkCount}; what is said of one that is not ready means nothing.
 */
public interface Neighbourhood {
    /** Returns this viewer's number at the tracker, 0 before it has one. */
    int self();

    /** Returns what this viewer's uplink carries, kbit/s; 0 when it sends nothing to others. */
    int uplinkKbps();

    /** Returns the classes that a neighbour says it takes from the CDN, bit by bit. */
    int roles(int link);

    /** Returns the pieces that were asked of a neighbour and are not here. */
    int inFlight(int link);

    /** Returns how many requests a neighbour has answered, or failed to, so far. */
    int answers(int link);

    /** Returns how many of its last answers brought a piece, 0..1000; 1000 before the first. */
    int successPermille(int link);

    /** Returns the smoothed time from a request to the whole piece, ms; 0 before the first. */
    int serviceMillis(int link);

    /** Returns the smoothed rate at which pieces came, kbit/s; 0 before the first. */
    int goodputKbps(int link);

    /** Gives a neighbour up: the link is closed, and the tracker asked for another. */
    void evict(int link);
}
