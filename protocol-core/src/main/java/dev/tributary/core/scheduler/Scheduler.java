package dev.tributary.core.scheduler;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.StreamKey;

/**
 * Configuration per room and the choice of a tracker, as a deterministic state machine (seed 000:
 * configuration center, channel management and monitoring).
 *
 * <p>A room stays with one tracker until that is full, then spills over to the least loaded one. A
 * tracker is a small number given by the host.
 */
public final class Scheduler {
    /**
     * Creates a scheduler without rooms and trackers.
     *
     * @param trackerViewersMax viewers after which a tracker takes no more
     */
    public Scheduler(int trackerViewersMax, SchedulerOutput output) {}

    /** Adds a room or replaces its settings; its trackers are told at once. */
    public void putRoom(long nowNanos, StreamKey stream, RoomSettings settings) {}

    /** Forgets a room; viewers who ask for it are rejected from now on. */
    public void removeRoom(long nowNanos, StreamKey stream) {}

    /** A viewer asks for the configuration of a room; answered at once. */
    public void onGetLink(long nowNanos, int connection, GetLink request) {}

    /** A tracker is alive and takes viewers; idempotent. */
    public void onTrackerUp(long nowNanos, int tracker) {}

    /** A tracker does not answer any more; its rooms move with the next viewers. */
    public void onTrackerDown(long nowNanos, int tracker) {}

    /** A tracker says how many viewers it has; unknown trackers count as up. */
    public void onTrackerReport(long nowNanos, int tracker, int viewers) {}
}
