package dev.tributary.core.room;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Time;

/**
 * How the stream of a room is cut: the length of its slices, and the sub-streams that they are
 * dealt to.
 *
 * @param sliceMillis nominal length of a slice: it is cut when its DTS span exceeds this
 * @param subStreams number of sub-streams N; slice s belongs to sub-stream {@code (s - 1) mod N}
 */
public record MediaLayout(int sliceMillis, int subStreams) {
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
