package dev.tributary.measure;

import java.util.TreeMap;

/**
 * By how much the media time of slices lies behind the encoder's first clock: an encoder that was
 * started again begins at 0, and its media follows the old without the time that it was away.
 */
public final class EncoderClock {
    private final TreeMap<Integer, Long> behindMillis = new TreeMap<>();

    /** From a slice on, media time is so many milliseconds behind. */
    public void behind(int fromSlice, long millis) {
        behindMillis.put(fromSlice, millis);
    }

    /** Returns how far the media time of a slice is behind, milliseconds. */
    long behindMillis(int slice) {
        if (behindMillis.isEmpty()) {
            return 0;
        }
        var entry = behindMillis.floorEntry(slice);
        return entry == null ? 0 : entry.getValue();
    }
}
