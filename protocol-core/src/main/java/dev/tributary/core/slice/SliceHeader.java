package dev.tributary.core.slice;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;

/**
 * What every viewer must know of a slice to schedule, check and play it.
 *
 * @param slice number, from 1 or later, without gaps
 * @param dtsMillis decoding time of the first tag, milliseconds of media time
 * @param durationMillis media time that the slice covers
 * @param sizeBytes payload bytes
 * @param flags see the constants
 */
public record SliceHeader(int slice, long dtsMillis, int durationMillis, int sizeBytes, int flags) {
    /** The slice holds a keyframe, or the stream has sound only: a decoder can start here. */
    public static final int KEYFRAME = 1;

    /** Before this slice a clock jumps, or one source ends and another begins. */
    public static final int DISCONTINUITY = 2;

    /** From this slice on another start of the FLV applies: sequence headers or tracks. */
    public static final int SEQUENCE_HEADER = 4;

    /** Largest slice that the core accepts, 8 MiB (reliability.md T10). */
    public static final int SIZE_MAX = 1 << 23;

    /** Largest slice number that viewers take; what follows would outlast any stream. */
    public static final int NUMBER_MAX = 1 << 30;

    /** Longest slice that a slicer makes: a second, and silence of ten (Protocol 3.1). */
    public static final int CUT_MILLIS_MAX = 11_000;

    /** Largest media time, milliseconds. */
    public static final long DTS_MILLIS_MAX = 1L << 50;

    /** Longest slice, ten minutes. */
    public static final int DURATION_MILLIS_MAX = 600_000;

    /** All flags together. */
    public static final int FLAGS_MAX = KEYFRAME | DISCONTINUITY | SEQUENCE_HEADER;

    /** Checks the ranges. */
    public SliceHeader {
        Check.range("slice", slice, 1, Integer.MAX_VALUE);
        Check.range("dtsMillis", dtsMillis, 0L, DTS_MILLIS_MAX);
        Check.range("durationMillis", durationMillis, 0, DURATION_MILLIS_MAX);
        Check.range("sizeBytes", sizeBytes, 0, SIZE_MAX);
        Check.range("flags", flags, 0, FLAGS_MAX);
    }

    /** Returns the number of chunks, at least one. */
    public int chunks() {
        return Math.max(1, (sizeBytes + RoomSettings.CHUNK_BYTES - 1) / RoomSettings.CHUNK_BYTES);
    }

    /**
     * Returns the bytes of {@code count} chunks from {@code firstChunk} on; the last may be short.
     */
    public int bytes(int firstChunk, int count) {
        int from = firstChunk * RoomSettings.CHUNK_BYTES;
        int to = Math.min(sizeBytes, (firstChunk + count) * RoomSettings.CHUNK_BYTES);
        return Math.max(0, to - from);
    }

    /** Returns the media time at which the slice ends, milliseconds. */
    public long endMillis() {
        return dtsMillis + durationMillis;
    }

    /** Returns whether media time jumps before this slice. */
    public boolean interrupted() {
        return (flags & DISCONTINUITY) != 0;
    }

    /** Returns whether a decoder can start in this slice. */
    public boolean keyframe() {
        return (flags & KEYFRAME) != 0;
    }
}
