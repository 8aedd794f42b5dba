package dev.tributary.transport.player;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.flv.TagCursor;
import java.io.ByteArrayOutputStream;

/** Where a player begins in a slice. */
final class SliceStart {
    /** Encoders begin with a frame or two of sound before the picture. */
    private static final int SOUND_BEFORE_MILLIS = 100;

    private SliceStart() {}

    /**
     * Returns a slice from its first keyframe on, since no decoder can use what was before, but
     * with the sound of that time which stands before it; the whole slice when it has no keyframe.
     */
    static byte[] of(byte[] media) {
        int key = -1;
        int keyMillis = 0;
        TagCursor tags = new TagCursor(media, 0);
        while (key < 0 && tags.next()) {
            if (tags.keyframe()) {
                key = tags.at();
                keyMillis = tags.millis();
            }
        }
        return key <= 0 ? media : from(media, key, keyMillis);
    }

    private static byte[] from(byte[] media, int key, int keyMillis) {
        ByteArrayOutputStream start = new ByteArrayOutputStream(media.length - key);
        TagCursor tags = new TagCursor(media, 0);
        while (tags.next() && tags.at() < key) {
            if (tags.kind() == MediaTag.Kind.AUDIO
                    && tags.millis() - keyMillis >= -SOUND_BEFORE_MILLIS) {
                start.writeBytes(tags.tag());
            }
        }
        start.write(media, key, media.length - key);
        return start.toByteArray();
    }
}
