package dev.tributary.transport.hls;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.mp4.TrackSet;
import java.util.List;

/** Writes the playlist that names codecs and bit rate of the one there is (RFC 8216, 4.3.4). */
final class MasterPlaylist {
    private MasterPlaylist() {}

    /**
     * Returns the text.
     *
     * @param segments at least one; the newest tells the codecs
     */
    static String of(List<Segment> segments, SliceSource source) {
        TrackSet tracks = segments.get(segments.size() - 1).tracks();
        long peak = 1;
        long bytes = 0;
        long millis = 0;
        for (Segment segment : segments) {
            long size = bytes(segment.span(), source);
            int duration = Math.max(1, segment.span().durationMillis());
            peak = Math.max(peak, rate(size, duration));
            bytes += size;
            millis += duration;
        }
        String size = "";
        if (tracks.video() != null) {
            size = ",RESOLUTION=" + tracks.video().width() + "x" + tracks.video().height();
        }
        return "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
                + ("#EXT-X-STREAM-INF:BANDWIDTH=" + peak)
                + (",AVERAGE-BANDWIDTH=" + Math.max(1, rate(bytes, millis)))
                + (",CODECS=\"" + tracks.codecs() + "\"" + size)
                + "\nindex.m3u8\n";
    }

    private static long rate(long bytes, long millis) {
        return 8_000 * bytes / millis;
    }

    /** Returns the bytes of its tags. */
    private static long bytes(Span span, SliceSource source) {
        long bytes = (long) span.toByte() - span.fromByte();
        for (int slice = span.firstSlice(); slice < span.lastSlice(); slice++) {
            SliceHeader header = source.header(slice);
            bytes += header == null ? 0 : header.sizeBytes();
        }
        return bytes;
    }
}
