package dev.tributary.core.room;

import dev.tributary.core.base.Check;

/**
 * When slices are played and when the CDN must help.
 *
 * @param bufferMillis distance between the live edge and the playhead that a viewer starts with
 * @param emergencyWindowMillis a slice missing this long before its deadline is asked from the CDN
 * @param startMillis media that must be buffered before the first frame is shown, and after a stall
 */
public record PlayoutSettings(int bufferMillis, int emergencyWindowMillis, int startMillis) {
    /** Checks the ranges; the emergency window must be shorter than the buffer. */
    public PlayoutSettings {
        Check.range("bufferMillis", bufferMillis, 500, 60_000);
        Check.range("emergencyWindowMillis", emergencyWindowMillis, 100, bufferMillis - 1);
        Check.range("startMillis", startMillis, 1, bufferMillis);
    }

    /** Douyu: 8 s of buffer so that a window of 4 s leaves 4 s to the peers. */
    public static PlayoutSettings defaults() {
        return new PlayoutSettings(8_000, 4_000, 1_000);
    }
}
