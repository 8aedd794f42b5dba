package dev.tributary.core.strategy;

import dev.tributary.core.room.MediaSource;

/**
 * The pieces that are known to exist and are not here, from the playhead to the live edge, in order
 * of media time; a cursor over them, and what can be done about the one under it.
 */
public interface Holes {
    /** How far a missing piece is. */
    enum State {
        /** Nobody was asked. */
        OPEN,
        /** A neighbour was. */
        ASKED,
        /** The CDN was. */
        CDN
    }

    /** Goes before the first missing piece. */
    void rewind();

    /** Goes to the next missing piece; returns whether there is one. */
    boolean next();

    /** Goes to a piece that the cursor has been at in this round. */
    void seek(int slice, int piece);

    /** Returns the slice. */
    int slice();

    /** Returns the piece within its slice. */
    int piece();

    /** Returns the pieces of the slice. */
    int pieces();

    /** Returns what has been done about the piece. */
    State state();

    /** Returns when the slice is to be shown, as far as known. */
    long showNanos();

    /** Returns when the CDN is asked for the slice in any case. */
    long lineNanos();

    /** Returns the ready neighbours that say they have the piece, bit by bit. */
    long holders();

    /** Returns the ready neighbours that say they have it or load it, bit by bit. */
    long promised();

    /**
     * Asks a neighbour; returns false when nothing was done: it has used up its credit or has just
     * refused something, the line is too near, or the piece is on its way already.
     */
    boolean ask(int link);

    /** Asks the CDN, unless that was done or cannot be done now; returns whether it was. */
    boolean fetch(MediaSource why);
}
