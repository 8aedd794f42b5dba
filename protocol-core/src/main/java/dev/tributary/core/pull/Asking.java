package dev.tributary.core.pull;

import dev.tributary.core.room.MediaSource;

/** How what was decided about a hole reaches neighbours and the CDN. */
public interface Asking {
    /**
     * Asks a neighbour for a piece, with the others that it is asked for in the same round.
     *
     * @param patienceNanos for how long the piece is waited for
     */
    void request(int link, int slice, int piece, boolean sealWanted, long patienceNanos);

    /** Returns whether the CDN takes requests now. */
    boolean edgeReady();

    /** Returns whether it is known what the media of the CDN is sealed with. */
    boolean edgeKnown();

    /** Asks the CDN for chunks; returns the number of the request. */
    int fetch(int slice, int firstChunk, int chunkCount, boolean sealWanted, MediaSource why);

    /** Returns whether an answer of the CDN to a request may still come. */
    boolean fetching(int request);
}
