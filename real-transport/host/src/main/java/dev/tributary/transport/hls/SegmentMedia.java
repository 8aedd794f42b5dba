package dev.tributary.transport.hls;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.TagContent;
import dev.tributary.transport.flv.TagCursor;
import dev.tributary.transport.mp4.MediaSegment;
import dev.tributary.transport.mp4.Sample;
import dev.tributary.transport.mp4.TrackRun;
import dev.tributary.transport.mp4.TrackSet;
import java.util.Arrays;

/** Collects the frames of a segment from its slices. */
final class SegmentMedia {
    /** Encoders begin with a frame or two of sound before the picture. */
    private static final int SOUND_BEFORE_MILLIS = 100;

    private final SliceSource source;
    private final Span span;
    private final TrackSet tracks;
    private final TrackRun video = new TrackRun();
    private final TrackRun audio = new TrackRun();

    /** Whether a track goes on as it began: what has another configuration cannot be in it. */
    private boolean videoSame;

    private boolean audioSame;
    private boolean tooLarge;

    private SegmentMedia(SliceSource source, Span span, TrackSet tracks) {
        this.source = source;
        this.span = span;
        this.tracks = tracks;
        videoSame = tracks.video() != null;
        audioSame = tracks.audio() != null;
    }

    /** Returns the segment, or null when it is too large or one of its slices is gone. */
    static MediaSegment of(SliceSource source, Span span, TrackSet tracks) {
        SegmentMedia media = new SegmentMedia(source, span, tracks);
        for (int slice = span.firstSlice(); slice <= span.lastSlice(); slice++) {
            if (source.header(slice) == null || media.tooLarge) {
                return null;
            }
            media.add(slice);
        }
        return media.tooLarge ? null : media.whole();
    }

    private MediaSegment whole() {
        int sequence = 2 * span.firstSlice() + Math.min(1, span.ordinal());
        return new MediaSegment(sequence, video, audio);
    }

    private void add(int slice) {
        SliceHeader header = source.header(slice);
        byte[] media = source.media(slice);
        int from = slice == span.firstSlice() ? span.fromByte() : 0;
        int to = slice == span.lastSlice() ? span.toByte() : media.length;
        TagCursor tags = new TagCursor(media, 0);
        while (tags.next()) {
            boolean within = tags.at() >= from && tags.at() < to;
            boolean before = tags.at() < from && span.afterBreak() && justBefore(header, tags);
            if (within || before) {
                take(header, media, tags);
            } else if (tags.at() >= to && tags.frame()) {
                run(tags).end(KeyPlace.millis(header, tags));
            }
        }
    }

    private TrackRun run(TagCursor tags) {
        return tags.kind() == MediaTag.Kind.VIDEO ? video : audio;
    }

    /** Nobody else has the sound that stands before the first picture after a break. */
    private boolean justBefore(SliceHeader header, TagCursor tags) {
        return tags.kind() == MediaTag.Kind.AUDIO
                && KeyPlace.millis(header, tags) >= span.startMillis() - SOUND_BEFORE_MILLIS;
    }

    private void take(SliceHeader header, byte[] media, TagCursor tags) {
        boolean picture = tags.kind() == MediaTag.Kind.VIDEO;
        TagContent content = tags.content();
        if (tags.configuration()) {
            int end = content.at() + content.length();
            configure(picture, Arrays.copyOfRange(media, content.at(), end));
        } else if (tags.frame() && (picture ? videoSame : audioSame)) {
            TrackRun run = run(tags);
            run.add(
                    new Sample(
                            media,
                            content.at(),
                            content.length(),
                            KeyPlace.millis(header, tags),
                            content.compositionMillis(),
                            tags.keyframe()));
            tooLarge |=
                    run.size() > MediaSegment.FRAMES_MAX
                            || video.bytes() + audio.bytes() > MediaSegment.BYTES_MAX;
        }
    }

    private void configure(boolean picture, byte[] record) {
        if (picture) {
            videoSame = videoSame && tracks.video().has(record);
        } else {
            audioSame = audioSame && tracks.audio().has(record);
        }
    }
}
