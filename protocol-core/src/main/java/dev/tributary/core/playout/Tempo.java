package dev.tributary.core.playout;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.PlayoutSettings;

/**
 * How fast the screen runs: with time, or a little faster from when it is further behind the live
 * edge than the room's buffer by more than slices make that vary, until it is not.
 */
final class Tempo {
    /** The distance varies by a slice, and by what media is late: part of the buffer. */
    private static final int SLACK_PART = 10;

    /** How long a millisecond of media takes a screen that catches up. */
    private final long fastNanos;

    private final long bufferNanos;
    private final long slackNanos;
    private long nanosPerMilli = Time.NANOS_PER_MILLI;

    Tempo(PlayoutSettings settings, int sliceMillis) {
        fastNanos = 100 * Time.NANOS_PER_MILLI / (100 + settings.catchUpPercent());
        bufferNanos = settings.bufferMillis() * Time.NANOS_PER_MILLI;
        slackNanos = sliceMillis * Time.NANOS_PER_MILLI + bufferNanos / SLACK_PART;
    }

    /** Returns whether the room lets it vary at all. */
    boolean varies() {
        return fastNanos < Time.NANOS_PER_MILLI;
    }

    /** The live edge is so much media away. */
    void distance(long nanos) {
        if (nanos <= bufferNanos) {
            nanosPerMilli = Time.NANOS_PER_MILLI;
        } else if (nanos > bufferNanos + slackNanos) {
            nanosPerMilli = fastNanos;
        }
    }

    /** Returns how long so much media takes. */
    long nanos(long mediaMillis) {
        return mediaMillis * nanosPerMilli;
    }
}
