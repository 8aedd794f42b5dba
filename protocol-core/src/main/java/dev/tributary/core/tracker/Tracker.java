package dev.tributary.core.tracker;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.StreamKey;

/**
 * One tracker with many rooms, as a deterministic state machine.
 *
 * <p>Inputs are the {@code on...} methods, each given the time at which it happened; effects leave
 * through {@link TrackerOutput}. Equal inputs give equal outputs. Not thread safe.
 *
 * <p>Time is in nanoseconds since the tracker was created and never goes back. A connection is a
 * small number given by the host, free again once it was disconnected or closed. A session is the
 * number by which viewers know each other, from 1 upward and never used twice.
 */
public final class Tracker {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Creates a tracker without rooms. */
    public Tracker(TrackerConfig config, Rng rng, TrackerOutput output, TrackerObserver observer) {}

    /**
     * Opens a room or replaces its settings. Equal settings change nothing; otherwise the members
     * are told to join again. A room without peering is closed.
     */
    public void openRoom(long nowNanos, StreamKey stream, RoomSettings settings) {}

    /** A connection came up. */
    public void onConnected(long nowNanos, int connection) {}

    /** A message arrived over a connection. */
    public void onMessage(long nowNanos, int connection, Message message) {}

    /** A connection went down; its viewer, if any, has left. */
    public void onDisconnected(long nowNanos, int connection) {}

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {}

    /** Returns when {@link #onTimer} must next be called, or {@link #NEVER}. */
    public long nextDeadlineNanos() {
        return NEVER;
    }

    /** Returns the number of members of all rooms, for the scheduler. */
    public int viewers() {
        return 0;
    }

    /** Returns the number of members of one room, 0 when it is not open. */
    public int viewers(StreamKey stream) {
        return 0;
    }

    /** Returns what was counted so far. */
    public TrackerCounters counters() {
        return null;
    }
}
