package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.Index;
import java.util.List;

/** Where to begin to watch (Protocol 5.2), and where to go on after too long a stall. */
final class StartSlice {
    private StartSlice() {}

    /**
     * Returns the newest slice with a keyframe that is a whole buffer behind the live edge, else
     * the oldest with a keyframe, or null when there is none.
     */
    static @Nullable SliceHeader of(Index index, int bufferMillis) {
        List<SliceHeader> headers = index.headers();
        SliceHeader newest = headers.isEmpty() ? null : headers.get(headers.size() - 1);
        if (newest == null || newest.slice() > PeerConfig.SLICE_MAX) {
            return null;
        }
        SliceHeader best = null;
        for (SliceHeader header : headers) {
            boolean far = newest.endMillis() - header.dtsMillis() >= bufferMillis;
            if (header.keyframe() && (best == null || far)) {
                best = header;
            }
        }
        return best;
    }

    /**
     * Returns the first slice here with a keyframe that is at most so many slices behind the
     * newest, or the newest itself.
     */
    static SliceHeader of(SliceBuffer buffer, SliceHeader newest, int slices) {
        for (int s = newest.slice() - slices; s < newest.slice(); s++) {
            SliceHeader header = buffer.header(s);
            if (header != null && header.keyframe()) {
                return header;
            }
        }
        return newest;
    }
}
