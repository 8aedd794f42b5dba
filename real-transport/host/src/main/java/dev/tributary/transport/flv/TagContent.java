package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;

/**
 * A frame or a decoder configuration in a tag (FLV 10.1, E.4.2 and E.4.3; enhanced RTMP v1 and v2).
 *
 * @param at its first byte in the media that the tag stands in
 * @param length bytes, from 0
 * @param compositionMillis by how much it is shown later than decoded, {@code -2^23..2^23-1}
 */
public record TagContent(int at, int length, int compositionMillis) {
    private static final int ENHANCED_VIDEO = 0x80;
    private static final int ENHANCED_AUDIO = 9;
    private static final int CODED_FRAMES = 1;
    private static final int FOUR_CC_END = 5;
    private static final int COMPOSITION_BYTES = 3;

    /** Takes a tag that {@link TagBody} has found to be whole. */
    static TagContent of(byte[] media, int tagAt, int tagBytes, TagBody body) {
        int from = tagAt + FlvTag.HEADER_BYTES;
        int end = tagAt + tagBytes - FlvTag.TRAILER_BYTES;
        if (from == end || body.codec() == TagBody.NO_CODEC) {
            return new TagContent(from, end - from, 0);
        }
        boolean video = FlvTag.kind(media[tagAt]) == MediaTag.Kind.VIDEO;
        return video ? video(media, from, end, body) : audio(media, from, end, body);
    }

    private static TagContent video(byte[] media, int from, int end, TagBody body) {
        int first = media[from] & 0xff;
        boolean enhanced = (first & ENHANCED_VIDEO) != 0;
        boolean frame = body.role() != MediaTag.Role.CONFIGURATION;
        if (!FourCc.composed(body.codec())) {
            return rest(from + (enhanced ? FOUR_CC_END : 1), end, 0);
        }
        if (!enhanced) {
            return rest(from + FOUR_CC_END, end, frame ? s24(media, from + 2) : 0);
        }
        boolean composed = frame && (first & 15) == CODED_FRAMES;
        int at = from + FOUR_CC_END;
        return composed ? rest(at + COMPOSITION_BYTES, end, s24(media, at)) : rest(at, end, 0);
    }

    private static TagContent audio(byte[] media, int from, int end, TagBody body) {
        boolean enhanced = (media[from] & 0xff) >> 4 == ENHANCED_AUDIO;
        int aac = body.codec() == FourCc.AAC ? 2 : 1;
        return rest(from + (enhanced ? FOUR_CC_END : aac), end, 0);
    }

    private static TagContent rest(int at, int end, int compositionMillis) {
        return new TagContent(Math.min(at, end), Math.max(0, end - at), compositionMillis);
    }

    private static int s24(byte[] media, int at) {
        return FlvTag.u24(media, at) << 8 >> 8;
    }
}
