package dev.tributary.core.tracker;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.StreamKey;

/** What every component of one room may use. */
record RoomContext(
        StreamKey stream,
        RoomSettings settings,
        TrackerConfig config,
        Rng rng,
        TrackerOutput output,
        TrackerObserver observer,
        Tally tally) {

    int subStreams() {
        return settings.swarm().subStreams();
    }

    void send(Member member, Message message) {
        output.send(member.connection, message);
    }

    /** Returns the time {@code millis} after {@code nowNanos}. */
    static long after(long nowNanos, int millis) {
        return nowNanos + millis * Time.NANOS_PER_MILLI;
    }
}
