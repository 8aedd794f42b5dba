package dev.tributary.core.peer;

import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Have;

/** The neighbours of a viewer that pulls, as their links come, speak and go. */
interface Mesh {
    void onReady(int link);

    void onEnded(int link);

    void onHave(long nowNanos, int link, Have have);

    void onAbsent(long nowNanos, int link, Absent absent);
}
