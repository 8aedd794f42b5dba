package dev.tributary.transport.hls;

import dev.tributary.transport.http.ByteRange;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.RangedAnswer;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.mp4.MediaSegment;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers requests for HLS: {@code index.m3u8}, {@code master.m3u8}, {@code init-{16 hex}.mp4} and
 * {@code {slice}[-{keyframe}].m4s}. Every refusal is a status and a reason.
 */
public final class HlsAnswers {
    /** No place of the screen: a player begins where it likes. */
    public static final int ANYWHERE = 0;

    private static final int TARGETS_BEHIND = 3;
    private static final String PLAYLIST = "application/vnd.apple.mpegurl";
    private static final String MP4 = "video/mp4";
    private static final Pattern INIT = Pattern.compile("init-([0-9a-f]{16})\\.mp4");
    private static final Pattern SEGMENT =
            Pattern.compile("(([1-9][0-9]{0,9})(-[1-9][0-9]{0,6})?)\\.m4s");

    private final Refusals refusals;
    private final String playlistCache;
    private final String mediaCache;
    private final IntConsumer sent;

    /**
     * Creates it.
     *
     * @param playlistCache for how long others may keep a playlist, and {@code mediaCache} the rest
     * @param sent is told the bytes of each answer with media
     */
    public HlsAnswers(
            Refusals refusals, String playlistCache, String mediaCache, IntConsumer sent) {
        this.refusals = refusals;
        this.playlistCache = playlistCache;
        this.mediaCache = mediaCache;
        this.sent = sent;
        refusals.explain("no_segment_yet", "a segment ends with the next keyframe");
        refusals.explain("not_in_hls", "HLS carries H.264, HEVC and AAC; the rest plays as FLV");
    }

    /** Answers with what a name below the stream's folder stands for. */
    public void answer(HttpExchange exchange, HlsStream stream, String name) {
        Matcher init = INIT.matcher(name);
        Matcher segment = SEGMENT.matcher(name);
        if (name.equals("index.m3u8")) {
            playlist(exchange, stream, "", ANYWHERE);
        } else if (name.equals("master.m3u8")) {
            master(exchange, stream);
        } else if (init.matches()) {
            init(exchange, stream, init.group(1));
        } else if (segment.matches()) {
            segment(exchange, stream, segment.group(1), Long.parseLong(segment.group(2)));
        } else {
            refuse(exchange, 404, "unknown_path", "");
        }
    }

    /**
     * Answers with the playlist.
     *
     * @param prefix goes before the names of segments
     * @param screen number of the slice that a player begins at, or {@link #ANYWHERE}
     */
    public void playlist(HttpExchange exchange, HlsStream stream, String prefix, int screen) {
        SegmentList segments = stream.segments();
        if (playable(exchange, segments)) {
            List<Segment> listed = segments.listed();
            int target = segments.targetSeconds();
            long behind = screen == ANYWHERE ? -1 : stream.behindMillis(listed, screen);
            // Nearer to the end a player would wait for what does not exist (RFC 8216, 6.3.3).
            long start = behind < 0 ? behind : Math.max(behind, TARGETS_BEHIND * 1_000L * target);
            text(exchange, MediaPlaylist.of(listed, target, start, prefix));
        }
    }

    private void master(HttpExchange exchange, HlsStream stream) {
        SegmentList segments = stream.segments();
        if (playable(exchange, segments)) {
            text(exchange, MasterPlaylist.of(segments.listed(), stream.source()));
        }
    }

    private boolean playable(HttpExchange exchange, SegmentList segments) {
        Segment last = segments.last();
        if (last == null) {
            exchange.set(HttpHeaderNames.RETRY_AFTER, 1);
            refuse(exchange, 503, "no_segment_yet", "one ends with the next keyframe");
        } else if (last.tracks() == null) {
            notInHls(exchange, last);
        }
        return last != null && last.tracks() != null;
    }

    private void notInHls(HttpExchange exchange, Segment segment) {
        String what = segment.setup().obstacle();
        refuse(exchange, 404, "not_in_hls", "this stream has " + what + "; play it as FLV");
    }

    private void text(HttpExchange exchange, String text) {
        exchange.set(HttpHeaderNames.CACHE_CONTROL, playlistCache);
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        exchange.respond(200, PLAYLIST, bytes);
    }

    private void init(HttpExchange exchange, HlsStream stream, String name) {
        Segment segment = stream.segments().withInit(name);
        if (segment == null) {
            missing(exchange, "init_gone", "no segment that is kept begins with it");
        } else {
            byte[] init = segment.init();
            RangedAnswer answer = RangedAnswer.of(exchange, init.length);
            ByteRange range = answer.range();
            if (accepted(exchange, answer)) {
                ByteBuf part = Unpooled.wrappedBuffer(init, range.from(), range.length());
                exchange.respond(answer.status(), MP4, part);
            }
        }
    }

    private void segment(HttpExchange exchange, HlsStream stream, String name, long slice) {
        Segment segment = stream.segments().of(name);
        if (segment == null) {
            missing(exchange, stream, slice);
        } else if (segment.tracks() == null) {
            notInHls(exchange, segment);
        } else {
            media(exchange, segment.media(stream.source()));
        }
    }

    private void missing(HttpExchange exchange, HlsStream stream, long slice) {
        Segment last = stream.segments().last();
        if (last == null || slice >= last.span().lastSlice()) {
            missing(exchange, "segment_not_yet", "it ends with the next keyframe");
        } else if (slice < stream.source().oldest()) {
            missing(exchange, "segment_gone", "it is older than what is kept");
        } else {
            missing(exchange, "no_such_segment", "none begins there");
        }
    }

    private void missing(HttpExchange exchange, String reason, String why) {
        exchange.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        refuse(exchange, 404, reason, why);
    }

    private void media(HttpExchange exchange, MediaSegment media) {
        if (media == null) {
            int mib = MediaSegment.BYTES_MAX >> 20;
            String limits = mib + " MiB or " + MediaSegment.FRAMES_MAX + " frames of a track";
            missing(exchange, "segment_too_large", "it has more than " + limits);
            return;
        }
        RangedAnswer answer = RangedAnswer.of(exchange, media.length());
        if (accepted(exchange, answer)) {
            ByteRange range = answer.range();
            List<ByteBuffer> parts = media.bytes(range.from(), range.length());
            sent.accept(range.length());
            ByteBuf bytes = Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuffer[]::new));
            exchange.respond(answer.status(), MP4, bytes);
        }
    }

    private boolean accepted(HttpExchange exchange, RangedAnswer answer) {
        if (answer.refused()) {
            refuse(exchange, answer.status(), answer.refusal(), "");
        } else {
            exchange.set(HttpHeaderNames.CACHE_CONTROL, mediaCache);
        }
        return !answer.refused();
    }

    private void refuse(HttpExchange exchange, int status, String reason, String why) {
        refusals.count(reason, exchange.remote(), exchange.path());
        exchange.respond(status, why.isEmpty() ? reason : reason + ": " + why);
    }
}
