package dev.tributary.transport.hls;

import dev.tributary.core.slice.SliceHeader;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the clock on the wall said when media was made, as well as one who receives it can tell: by
 * the slices of the last minute or two that came soonest after their end. It stays as it is while
 * that moves by less than half a second, so that what is told of one segment fits the next.
 */
final class WallTimes {
    private static final int WINDOW_MILLIS = 60_000;
    private static final int MOVE_MILLIS = 500;

    /** Breaks that are remembered: more than a player is told of. */
    private static final int STRETCHES_MAX = 64;

    private final TreeMap<Integer, Stretch> stretches = new TreeMap<>();

    /** Slices without a break between them: by so much is the wall ahead of their media time. */
    private static final class Stretch {
        private long windowEndMillis;
        private long before = Long.MAX_VALUE;
        private long now = Long.MAX_VALUE;
        private long told = Long.MAX_VALUE;

        void heard(long aheadMillis, long mediaMillis) {
            if (now == Long.MAX_VALUE || mediaMillis >= windowEndMillis) {
                before = now;
                now = aheadMillis;
                windowEndMillis = mediaMillis + WINDOW_MILLIS;
            }
            now = Math.min(now, aheadMillis);
        }

        long told() {
            long ahead = Math.min(now, before);
            if (told == Long.MAX_VALUE || Math.abs(ahead - told) > MOVE_MILLIS) {
                told = ahead;
            }
            return told;
        }
    }

    /** A slice has come, at a time on the wall, milliseconds since 1970. */
    void heard(SliceHeader slice, long wallMillis) {
        if (stretches.isEmpty() || slice.interrupted()) {
            stretches.put(slice.slice(), new Stretch());
        }
        if (stretches.size() > STRETCHES_MAX) {
            stretches.pollFirstEntry();
        }
        stretches.lastEntry().getValue().heard(wallMillis - slice.endMillis(), slice.endMillis());
    }

    /** Returns when media was made, milliseconds since 1970. */
    long of(int slice, long mediaMillis) {
        Map.Entry<Integer, Stretch> stretch = stretches.floorEntry(slice);
        if (stretch == null) {
            stretch = stretches.firstEntry();
        }
        return stretch == null ? 0 : stretch.getValue().told() + mediaMillis;
    }

    void clear() {
        stretches.clear();
    }
}
