package dev.tributary.core.slice;

import dev.tributary.core.room.RoomSettings;

/**
 * Where in a slice a decoder can start.
 *
 * @param chunk chunk that holds the first byte of the tag, from 0
 * @param offset first byte of the tag within that chunk
 * @param dtsMillis decoding time, milliseconds of media time
 */
public record Keyframe(int chunk, int offset, long dtsMillis) {
    /** Returns the keyframe at a byte of a slice. */
    static Keyframe at(int sliceOffset, long dtsMillis) {
        return new Keyframe(
                sliceOffset / RoomSettings.CHUNK_BYTES,
                sliceOffset % RoomSettings.CHUNK_BYTES,
                dtsMillis);
    }

    /** Returns the first byte of the tag within the slice. */
    public int sliceOffset() {
        return chunk * RoomSettings.CHUNK_BYTES + offset;
    }
}
