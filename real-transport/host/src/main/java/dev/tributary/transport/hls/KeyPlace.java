package dev.tributary.transport.hls;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.TagCursor;

/**
 * Where in a slice a segment may begin.
 *
 * @param at first byte of the tag
 * @param millis its decoding time, milliseconds of media time
 */
record KeyPlace(int at, long millis) {
    /**
     * Returns the first keyframe of a slice, the beginning of one in which a decoder can start
     * without a picture, or null.
     */
    static KeyPlace of(SliceHeader header, byte[] media) {
        if (!header.keyframe()) {
            return null;
        }
        boolean picture = false;
        TagCursor tags = new TagCursor(media, 0);
        while (tags.next()) {
            if (tags.keyframe()) {
                return new KeyPlace(tags.at(), millis(header, tags));
            }
            picture |= tags.frame() && tags.kind() == MediaTag.Kind.VIDEO;
        }
        return picture ? null : new KeyPlace(0, header.dtsMillis());
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
