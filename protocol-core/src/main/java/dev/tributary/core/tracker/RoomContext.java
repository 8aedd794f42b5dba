package dev.tributary.core.tracker;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.StreamKey;

/**
 * What the policy of one room may use.
 *
 * @param stream what is watched in the room
 * @param settings configuration of the room
 * @param config limits of the tracker
 * @param rng the tracker's generator
 * @param output effects; {@link #send} is what a policy needs of it
 * @param observer who watches
 * @param tally what is counted
 */
public record RoomContext(
        StreamKey stream,
        RoomSettings settings,
        TrackerConfig config,
        Rng rng,
        TrackerOutput output,
        TrackerObserver observer,
        Tally tally) {

    /** Returns the number of sub-streams. */
    public int subStreams() {
        return settings.layout().subStreams();
    }

    /** Sends to a member, best effort. */
    public void send(Member member, Message message) {
        output.send(member.connection, message);
    }

    /** Returns the time {@code millis} after {@code nowNanos}. */
    public static long after(long nowNanos, int millis) {
        return nowNanos + millis * Time.NANOS_PER_MILLI;
    }
}
