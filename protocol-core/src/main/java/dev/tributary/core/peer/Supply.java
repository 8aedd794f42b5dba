package dev.tributary.core.peer;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;

/**
 * Where the media of a viewer comes from. Invariant of all: what is missing at its emergency line
 * is on its way from the CDN.
 */
interface Supply {
    /** The sources must be chosen again. */
    void doubt();

    /** Returns whether the sources are to be chosen again at the next look. */
    boolean doubted();

    /** Returns why the edge sends a slice; request 0 = its standing stream. */
    MediaSource edgeReason(long nowNanos, int request, int slice);

    /** The edge said which slices exist. */
    void onIndex(long nowNanos, Index index);

    /**
     * New media was kept.
     *
     * @param link where from, NO_LINK = the edge
     */
    void onTaken(long nowNanos, int link, Data data);

    /** The edge did not answer a request, or ended its standing stream (0). */
    void onEdgeFailed(long nowNanos, int request);

    void onTimer(long nowNanos);

    /** Chooses sources if they are in doubt. */
    void choose(long nowNanos);

    /** Asks for what is missing, before the line. */
    void seek(long nowNanos);

    /**
     * At the emergency line, what is missing is asked from the CDN.
     *
     * @return the last slice whose line has passed in this call, or {@link
     *     dev.tributary.core.playout.SliceDeadlines#NONE}
     */
    int checkLine(long nowNanos, PeerObserver observer);

    long nextDeadlineNanos();
}
