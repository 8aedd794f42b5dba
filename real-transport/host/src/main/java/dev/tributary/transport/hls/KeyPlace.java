package dev.tributary.transport.hls;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.TagCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a slice a segment may begin.
 *
 * @param ordinal which keyframe of the slice it is, from 0
 * @param at first byte of the tag
 * @param millis its decoding time, milliseconds of media time
 */
record KeyPlace(int ordinal, int at, long millis) {
    /** No keyframe but the first in so much media time, counted from 0, begins a segment. */
    static final int APART_MILLIS = 1_000;

    /** Returns which of such stretches it is in. */
    long stretch() {
        return millis / APART_MILLIS;
    }

    /**
     * Returns the keyframes of a slice, of each stretch the first, in order; or its beginning where
     * a decoder can start without a picture.
     */
    static List<KeyPlace> of(SliceHeader header, byte[] media) {
        List<KeyPlace> keys = new ArrayList<>();
        if (!header.keyframe()) {
            return keys;
        }
        boolean picture = false;
        int ordinal = 0;
        long latest = -1;
        TagCursor tags = new TagCursor(media, 0);
        while (tags.next()) {
            picture |= tags.frame() && tags.kind() == MediaTag.Kind.VIDEO;
            if (tags.keyframe()) {
                KeyPlace key = new KeyPlace(ordinal++, tags.at(), millis(header, tags));
                if (key.stretch() > latest) {
                    latest = key.stretch();
                    keys.add(key);
                }
            }
        }
        if (!picture) {
            keys.add(new KeyPlace(0, 0, header.dtsMillis()));
        }
        return keys;
    }

    /**
     * Returns the time of a tag, of which it holds 32 bits; that of its slice where the two are
     * further apart than any slice is long.
     */
    static long millis(SliceHeader header, TagCursor tag) {
        int apart = tag.millis() - (int) header.dtsMillis();
        boolean near = Math.abs((long) apart) <= SliceHeader.DURATION_MILLIS_MAX;
        return Math.max(0, header.dtsMillis() + (near ? apart : 0));
    }
}
