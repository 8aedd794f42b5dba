package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;

/**
 * Consecutive chunks of a slice.
 *
 * @param first first chunk, from 0
 * @param count number of chunks, at least 1
 */
public record ChunkRun(int first, int count) {
    /** Most chunks of a slice. */
    public static final int CHUNKS_MAX = SliceHeader.SIZE_MAX / RoomSettings.CHUNK_BYTES;

    /** Checks the ranges. */
    public ChunkRun {
        Check.range("first", first, 0, CHUNKS_MAX - 1);
        Check.range("count", count, 1, CHUNKS_MAX - first);
    }
}
