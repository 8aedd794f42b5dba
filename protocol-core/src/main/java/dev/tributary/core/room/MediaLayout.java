package dev.tributary.core.room;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Time;

/**
 * How the stream of a room is cut: the length of its slices, and the sub-streams that they are
 * dealt to.
 *
 * @param sliceMillis nominal length of a slice: it is cut when its DTS span exceeds this
 * @param subStreams number of sub-streams N; slice s belongs to sub-stream {@code (s - 1) mod N}
 * @param pieceChunks chunks of a piece, the unit that viewers ask each other for: whole blocks; the
 *     last piece of a slice may be shorter, and {@link #WHOLE} makes each slice one piece
 */
public record MediaLayout(int sliceMillis, int subStreams, int pieceChunks) {
    /** Chunks of a piece that is a whole slice, whatever its size. */
    public static final int WHOLE = 1 << 13;

    /** Slices of Douyu (seed 000). */
    public static final int SECOND = 1_000;

    /** Most slices that an index lists, whatever their length. */
    public static final int INDEXED_MAX = 512;

    /** What an index lists (systems.md 12.6), milliseconds. */
    private static final int INDEXED_MILLIS = 30_000;

    /** What an edge keeps, milliseconds. */
    private static final int KEPT_MILLIS = 64_000;

    /** Checks the ranges. */
    public MediaLayout {
        Check.range("sliceMillis", sliceMillis, 1, 60_000);
        Check.range("subStreams", subStreams, 1, 31);
        Check.range("pieceChunks", pieceChunks, RoomSettings.BLOCK_CHUNKS, WHOLE);
        Check.that(
                pieceChunks == WHOLE || pieceChunks % RoomSettings.BLOCK_CHUNKS == 0,
                "a piece is whole blocks");
    }

    /** Creates a layout whose pieces are whole slices. */
    public MediaLayout(int sliceMillis, int subStreams) {
        this(sliceMillis, subStreams, WHOLE);
    }

    /** Returns the pieces of a slice of so many chunks. */
    public int pieces(int chunks) {
        return (chunks + pieceChunks - 1) / pieceChunks;
    }

    /** Returns the chunks of a piece of a slice of so many chunks. */
    public int pieceChunks(int chunks, int piece) {
        return Math.min(pieceChunks, chunks - piece * pieceChunks);
    }

    /** Returns the sub-stream, {@code 0..N-1}, of a slice. */
    public int subStream(int slice) {
        return (slice - 1) % subStreams;
    }

    /** Returns how many whole slices so much media is. */
    public int slices(int millis) {
        return millis / sliceMillis;
    }

    /** Returns how many slices an index lists: half a minute, and no more than fit into it. */
    public int indexed() {
        return Math.max(1, Math.min(INDEXED_MAX, slices(INDEXED_MILLIS)));
    }

    /** Returns how many slices an edge keeps: about a minute. */
    public int kept() {
        return Math.max(1, slices(KEPT_MILLIS));
    }

    /** Returns the nominal length of a slice, nanoseconds. */
    public long sliceNanos() {
        return sliceMillis * Time.NANOS_PER_MILLI;
    }
}
