package dev.tributary.transport.hls;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes the playlist of a live stream (RFC 8216, 4.3 and 6.2.2). */
final class MediaPlaylist {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private MediaPlaylist() {}

    /**
     * Returns the text.
     *
     * @param segments at least one
     * @param behindMillis how far before the end a player is to begin; negative = where it likes
     * @param prefix goes before the names of segments
     */
    static String of(List<Segment> segments, int targetSeconds, long behindMillis, String prefix) {
        Segment first = segments.get(0);
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        line(text, "#EXT-X-TARGETDURATION:", String.valueOf(targetSeconds));
        line(text, "#EXT-X-MEDIA-SEQUENCE:", String.valueOf(first.number()));
        line(text, "#EXT-X-DISCONTINUITY-SEQUENCE:", String.valueOf(first.discontinuities()));
        // Every segment begins with a keyframe, or has nothing but sound.
        text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        if (behindMillis >= 0) {
            line(text, "#EXT-X-START:TIME-OFFSET=-", seconds(behindMillis));
        }
        String init = "";
        for (Segment segment : segments) {
            if (segment != first && segment.discontinuity()) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            if (!init.equals(segment.initName())) {
                init = segment.initName();
                line(text, "#EXT-X-MAP:URI=\"" + prefix + "init-", init + ".mp4\"");
            }
            Instant made = Instant.ofEpochMilli(segment.wallMillis());
            line(text, "#EXT-X-PROGRAM-DATE-TIME:", DATE.format(made));
            line(text, "#EXTINF:", seconds(segment.span().durationMillis()) + ",");
            line(text, prefix, segment.span().name() + ".m4s");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String tag, String value) {
        text.append(tag).append(value).append('\n');
    }

    /** Returns milliseconds as seconds with three decimals. */
    private static String seconds(long millis) {
        String decimals = String.valueOf(1_000 + millis % 1_000).substring(1);
        return millis / 1_000 + "." + decimals;
    }
}
