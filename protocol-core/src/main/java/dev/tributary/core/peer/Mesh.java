package dev.tributary.core.peer;

import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.TroubleReason;

/** The neighbours of a viewer that pulls, as their links come, speak and go. */
interface Mesh {
    void onReady(int link);

    /** A link has given way to another one with the same neighbour. */
    void onReplaced(int link);

    /**
     * A neighbour is none any more.
     *
     * @param link over which it was, or NO_LINK
     * @param session its number, negative when the tracker does not know it
     */
    void onEnded(int link, int session, TroubleReason reason);

    void onHave(long nowNanos, int link, Have have);

    void onAbsent(long nowNanos, int link, Absent absent);
}
