package dev.tributary.core.slice;

import java.util.Arrays;

/**
 * Which tracks a stream has now, since its source began.
 *
 * <p>A track is there while frames of it come, and before its first frame for as long as an encoder
 * may take to send one after the configuration.
 */
final class Tracks {
    /** A track without a frame for so long is gone: as long as the index of the stream. */
    static final int GONE_MILLIS = 30_000;

    /** A configuration that no frame has followed for so long is that of no track. */
    static final int EXPECTED_MILLIS = 5_000;

    private static final long NEVER = -1;

    private final long[] frameMillis = new long[MediaTag.Kind.values().length];
    private final long[] configuredMillis = new long[MediaTag.Kind.values().length];

    Tracks() {
        restart();
    }

    /** The source has ended. */
    void restart() {
        Arrays.fill(frameMillis, NEVER);
        Arrays.fill(configuredMillis, NEVER);
    }

    /** A tag has come, at a media time. */
    void heard(MediaTag tag, long millis) {
        int kind = tag.kind().ordinal();
        if (tag.timed()) {
            frameMillis[kind] = millis;
        } else if (configuredMillis[kind] == NEVER && tag.role() == MediaTag.Role.CONFIGURATION) {
            configuredMillis[kind] = millis;
        }
    }

    /** Returns whether a track is there at a media time. */
    boolean has(MediaTag.Kind kind, long nowMillis) {
        long frame = frameMillis[kind.ordinal()];
        long configured = configuredMillis[kind.ordinal()];
        return frame == NEVER
                ? configured != NEVER && nowMillis - configured <= EXPECTED_MILLIS
                : nowMillis - frame <= GONE_MILLIS;
    }
}
