package dev.tributary.core.slice;

import dev.tributary.core.testkit.Choices;
import java.util.ArrayList;
import java.util.List;

/** Streams to slice. */
final class Tags {
    private Tags() {}

    static MediaTag video(long dtsMillis) {
        return new MediaTag(MediaTag.Kind.VIDEO, dtsMillis, 100, MediaTag.Role.FRAME);
    }

    static MediaTag video(long dtsMillis, int sizeBytes) {
        return new MediaTag(MediaTag.Kind.VIDEO, dtsMillis, sizeBytes, MediaTag.Role.FRAME);
    }

    static MediaTag keyframe(long dtsMillis, int sizeBytes) {
        return new MediaTag(MediaTag.Kind.VIDEO, dtsMillis, sizeBytes, MediaTag.Role.KEYFRAME);
    }

    static MediaTag audio(long dtsMillis) {
        return new MediaTag(MediaTag.Kind.AUDIO, dtsMillis, 100, MediaTag.Role.FRAME);
    }

    static MediaTag script(long dtsMillis) {
        return new MediaTag(MediaTag.Kind.SCRIPT, dtsMillis, 100, MediaTag.Role.ASIDE);
    }

    static MediaTag sequenceHeader(MediaTag.Kind kind, long dtsMillis) {
        return new MediaTag(kind, dtsMillis, 50, MediaTag.Role.CONFIGURATION);
    }

    /** Mostly forward in time, sometimes back or far away, some of it malformed. */
    static List<MediaTag> random(Choices c) {
        int count = c.between(1, 120);
        List<MediaTag> tags = new ArrayList<>();
        long millis = c.between(0L, SliceHeader.DTS_MILLIS_MAX);
        for (int i = 0; i < count; i++) {
            millis =
                    switch (c.between(0, 20)) {
                        case 20 -> c.between(0L, SliceHeader.DTS_MILLIS_MAX);
                        case 19 -> millis + c.between(-12_000, 12_000);
                        case 18 -> millis + c.between(-600, 1_200);
                        default -> millis + c.between(0, 60);
                    };
            int size =
                    c.between(0, 30) == 30
                            ? c.between(-1, Slicer.TAG_BYTES_MAX + 1)
                            : c.between(1, 3_000);
            MediaTag.Kind kind = c.oneOf(MediaTag.Kind.values());
            tags.add(
                    new MediaTag(
                            kind,
                            millis,
                            size,
                            c.oneOf(
                                    MediaTag.Role.FRAME,
                                    MediaTag.Role.FRAME,
                                    MediaTag.Role.FRAME,
                                    MediaTag.Role.KEYFRAME,
                                    MediaTag.Role.CONFIGURATION,
                                    MediaTag.Role.ASIDE)));
        }
        return tags;
    }
}
