package dev.tributary.transport.origin;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.TagCursor;
import java.util.Arrays;

/**
 * The tags of one source that a player needs before any other: onMetaData, the sequence headers in
 * force and the colours of the picture.
 */
final class Configuration {
    /** Larger ones are left out: a quarter of what the header may be. */
    private static final int TAG_MAX = (SignedHeader.BYTES_MAX - FlvHeader.BYTES) / 4;

    private static final byte[] NONE = {};

    private byte[] meta = NONE;
    private byte[] audio = NONE;
    private byte[] video = NONE;
    private byte[] colour = NONE;

    /** Takes what is in the next slice. A change of a track stands before its first frame there. */
    void take(byte[] media) {
        TagCursor tags = new TagCursor(media, 0);
        while (tags.next()) {
            boolean wanted = tags.configuration() || tags.colour() || tags.metaData();
            if (wanted) {
                keep(tags);
            }
        }
    }

    private void keep(TagCursor tags) {
        byte[] tag = tags.tag();
        if (tag.length > TAG_MAX) {
            return;
        }
        if (tags.metaData()) {
            meta = tag;
        } else if (tags.kind() == MediaTag.Kind.AUDIO) {
            audio = tag;
        } else if (tags.colour()) {
            colour = tag;
        } else {
            video = tag;
        }
    }

    /** Returns the start of an FLV file with these tracks. */
    byte[] flv(boolean withAudio, boolean withVideo) {
        byte[] flv = FlvHeader.bytes(withAudio, withVideo);
        flv = joined(flv, meta);
        if (withVideo) {
            flv = joined(joined(flv, video), colour);
        }
        return withAudio ? joined(flv, audio) : flv;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
