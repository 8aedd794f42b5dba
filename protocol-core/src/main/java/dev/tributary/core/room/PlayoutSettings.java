package dev.tributary.core.room;

import dev.tributary.core.base.Check;

/**
 * When slices are played and when the CDN must help.
 *
 * @param bufferMillis distance between the live edge and the playhead that a viewer starts with
 * @param emergencyWindowMillis a slice missing this long before its deadline is asked from the CDN
 * @param startMillis media that must be buffered before the first frame is shown, and after a stall
 * @param skipAfterMillis a stall after which the screen goes on at the next keyframe that is here;
 *     0 = it waits for what is missing
 * @param catchUpPercent how much faster than time the screen is while it is further behind the live
 *     edge than the buffer; 0 = never
 */
public record PlayoutSettings(
        int bufferMillis,
        int emergencyWindowMillis,
        int startMillis,
        int skipAfterMillis,
        int catchUpPercent) {
    /** Greatest {@link #catchUpPercent}: what players take without distorting sound too much. */
    public static final int CATCH_UP_MAX = 25;

    /** Checks the ranges; the emergency window must be shorter than the buffer. */
    public PlayoutSettings {
        Check.range("bufferMillis", bufferMillis, 500, 60_000);
        Check.range("emergencyWindowMillis", emergencyWindowMillis, 100, bufferMillis - 1);
        Check.range("startMillis", startMillis, 1, bufferMillis);
        Check.range("skipAfterMillis", skipAfterMillis, 0, 60_000);
        Check.range("catchUpPercent", catchUpPercent, 0, CATCH_UP_MAX);
    }

    /**
     * Douyu's window of 4 s, and a buffer of 10 s: a seed that fills 80 % of its uplink with one
     * sub-stream of six needs 0.8 * 6 slices = 4.8 s to push a slice to all receivers, plus 1 s.
     */
    public static PlayoutSettings defaults() {
        return new PlayoutSettings(10_000, 4_000, 1_000, 0, 0);
    }
}
