package dev.tributary.core.tracker;

import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Trouble;

/**
 * Who is told to link with whom in one room: what differs between the published systems.
 *
 * <p>Called by the {@link Tracker} with members of the room only; the roster already holds a member
 * that joined and no longer one that left. Every duty that a departure leaves open is settled
 * within the call.
 */
public interface RoomPolicy {
    /** A viewer joined and has been answered. */
    void joined(long nowNanos, Member member);

    /** A viewer is gone. */
    void left(long nowNanos, Member member);

    /** A viewer reported; the list of providers is not too long. */
    void reported(long nowNanos, Member member, Report report);

    /** A viewer needs another provider; the sub-stream exists. */
    void troubled(long nowNanos, Member member, Trouble trouble);

    /** Time has passed. */
    void onTimer(long nowNanos);

    /** Returns when {@link #onTimer} must next be called, or {@link Time#NEVER}. */
    long nextDeadlineNanos();
}
