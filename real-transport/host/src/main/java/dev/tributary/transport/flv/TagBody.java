package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;

/**
 * What the first bytes of a tag's body say (FLV 10.1, E.4.2 and E.4.3; enhanced RTMP v1 and v2).
 *
 * @param keyframe whether a decoder can start here
 * @param configuration whether it is a sequence header, new or repeated
 */
record TagBody(MediaTag.Kind kind, boolean keyframe, boolean configuration) {
    static final TagBody SCRIPT = new TagBody(MediaTag.Kind.SCRIPT, false, false);

    private static final int KEY_FRAME = 1;
    private static final int COMMAND_FRAME = 5;
    private static final int AVC = 7;
    private static final int HEVC = 12;
    private static final int ENHANCED_VIDEO = 0x80;
    private static final int AAC = 10;
    private static final int ENHANCED_AUDIO = 9;

    /** Enhanced packet types: frames with a composition time, and frames without. */
    private static final int CODED_FRAMES = 1;

    private static final int CODED_FRAMES_X = 3;
    private static final int PACKET_TYPE_MAX = 5;
    private static final int SEQUENCE_START = 0;
    private static final int FOUR_CC_END = 5;

    /** Returns what a video tag is; an empty one is nothing in particular. */
    static TagBody video(byte[] tag, int at, int length, long offset) throws MalformedFlvException {
        if (length == 0) {
            return new TagBody(MediaTag.Kind.VIDEO, false, false);
        }
        int first = tag[at] & 0xff;
        if ((first & ENHANCED_VIDEO) != 0) {
            return enhancedVideo(first, length, offset + at);
        }
        int frame = first >> 4;
        int codec = first & 15;
        expect(frame >= KEY_FRAME && frame <= COMMAND_FRAME, offset + at, "frame type 1 to 5");
        expect((codec >= 2 && codec <= AVC) || codec == HEVC, offset + at, "codec 2 to 7 or 12");
        boolean key = frame == KEY_FRAME;
        if ((codec != AVC && codec != HEVC) || frame == COMMAND_FRAME) {
            return new TagBody(MediaTag.Kind.VIDEO, key, false);
        }
        expect(length >= 5, offset + at + 1, "a packet type and a composition time");
        int packet = tag[at + 1] & 0xff;
        expect(packet <= 2, offset + at + 1, "packet type 0, 1 or 2");
        return new TagBody(
                MediaTag.Kind.VIDEO, key && packet == CODED_FRAMES, packet == SEQUENCE_START);
    }

    private static TagBody enhancedVideo(int first, int length, long offset)
            throws MalformedFlvException {
        int frame = first >> 4 & 7;
        int packet = first & 15;
        expect(frame >= KEY_FRAME && frame <= COMMAND_FRAME, offset, "frame type 1 to 5");
        expect(packet <= PACKET_TYPE_MAX, offset, "packet type 0 to 5: no multitrack, no ModEx");
        expect(length >= FOUR_CC_END, offset + 1, "a FourCC");
        boolean coded = packet == CODED_FRAMES || packet == CODED_FRAMES_X;
        boolean command = frame == COMMAND_FRAME;
        return new TagBody(
                MediaTag.Kind.VIDEO,
                frame == KEY_FRAME && coded,
                packet == SEQUENCE_START && !command);
    }

    /** Returns what an audio tag is; encoders send empty ones for silence. */
    static TagBody audio(byte[] tag, int at, int length, long offset) throws MalformedFlvException {
        if (length == 0) {
            return new TagBody(MediaTag.Kind.AUDIO, false, false);
        }
        int format = (tag[at] & 0xff) >> 4;
        boolean configuration = false;
        if (format == ENHANCED_AUDIO) {
            int packet = tag[at] & 15;
            expect(packet <= 4, offset + at, "packet type 0 to 4: no multitrack, no ModEx");
            expect(length >= FOUR_CC_END, offset + at + 1, "a FourCC");
            configuration = packet == SEQUENCE_START;
        } else if (format == AAC) {
            expect(length >= 2, offset + at + 1, "an AAC packet type");
            int packet = tag[at + 1] & 0xff;
            expect(packet <= 1, offset + at + 1, "AAC packet type 0 or 1");
            configuration = packet == SEQUENCE_START;
        }
        return new TagBody(MediaTag.Kind.AUDIO, false, configuration);
    }

    private static void expect(boolean condition, long at, String expected)
            throws MalformedFlvException {
        if (!condition) {
            throw new MalformedFlvException(at, expected);
        }
    }
}
