package dev.tributary.core.playout;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.Index;
import java.util.List;

/**
 * Where to begin to watch (Protocol 5.2), and where to go on after a hole or too long a stall.
 *
 * @param header the slice
 * @param aheadMillis media from its beginning to the end of the newest slice
 */
public record StartSlice(SliceHeader header, long aheadMillis) {
    /**
     * Returns the newest slice with a keyframe that is a whole buffer behind the live edge, else
     * the oldest with a keyframe, or null when there is none.
     */
    public static @Nullable StartSlice of(Index index, int bufferMillis) {
        return after(index, 0, bufferMillis);
    }

    /**
     * Returns the slice to go on with when the next one is not in the index: as {@link #of}, but
     * after it, or null when the index has none such.
     */
    public static @Nullable StartSlice after(Index index, int slice, int bufferMillis) {
        List<SliceHeader> headers = index.headers();
        StartSlice best = null;
        long ahead = 0;
        for (int i = headers.size() - 1; i >= 0 && headers.get(i).slice() > slice; i--) {
            SliceHeader header = headers.get(i);
            if (header.slice() > SliceHeader.NUMBER_MAX) {
                return null;
            }
            ahead += header.durationMillis();
            boolean near = best == null || best.aheadMillis < bufferMillis;
            if (header.keyframe() && near) {
                best = new StartSlice(header, ahead);
            }
        }
        return best;
    }

    /**
     * Returns the first slice here with a keyframe that is at most so many slices behind the
     * newest, or the newest itself.
     */
    public static StartSlice of(SliceBuffer buffer, SliceHeader newest, int slices) {
        for (int s = newest.slice() - slices; s < newest.slice(); s++) {
            SliceHeader header = buffer.header(s);
            if (header != null && header.keyframe()) {
                long length = Math.max(header.durationMillis(), newest.durationMillis());
                return new StartSlice(header, (newest.slice() - s + 1) * length);
            }
        }
        return new StartSlice(newest, newest.durationMillis());
    }
}
