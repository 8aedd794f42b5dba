package dev.tributary.transport.hls;

import dev.tributary.core.slice.SliceHeader;
import java.util.List;
import java.util.function.LongSupplier;

/** One stream as HLS; on the event loop of who keeps its slices only. */
public final class HlsStream {
    private final SliceSource source;
    private final LongSupplier wallMillis;
    private final WallTimes wall = new WallTimes();
    private final SegmentList segments;

    /**
     * Creates it.
     *
     * @param source what is kept of the stream
     * @param wallMillis tells the time, milliseconds since 1970
     */
    public HlsStream(SliceSource source, LongSupplier wallMillis) {
        this.source = source;
        this.wallMillis = wallMillis;
        segments = new SegmentList(source, wall);
    }

    /** A slice has come, newer than all others. */
    public void arrived(SliceHeader slice) {
        wall.heard(slice, wallMillis.getAsLong());
        segments.prune();
    }

    /** Nothing that was kept is of this stream any more: numbers of slices begin anew. */
    public void reset() {
        wall.clear();
        segments.reset();
    }

    /** Returns the segments, with what has come. */
    SegmentList segments() {
        segments.update();
        return segments;
    }

    SliceSource source() {
        return source;
    }

    /**
     * Returns how far before the end of some segments a slice begins, or the first behind it that
     * is kept; negative when there is none, or when it is behind their end.
     */
    long behindMillis(List<Segment> listed, int slice) {
        SliceHeader header = source.header(source.after(slice - 1));
        long end = listed.get(listed.size() - 1).span().endMillis();
        return header == null ? -1 : end - header.dtsMillis();
    }
}
