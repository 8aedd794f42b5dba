package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag.Role;

/**
 * What the first bytes of a tag's body say (FLV 10.1, E.4.2 and E.4.3; enhanced RTMP v1 and v2).
 *
 * @param role of a sequence header always {@link Role#CONFIGURATION}, new or repeated
 * @param codec as {@link FourCc} numbers them, or {@link #NO_CODEC}
 * @param colour whether it describes the colours of the picture (HDR), and belongs to the
 *     configuration
 */
record TagBody(Role role, int codec, boolean colour) {
    static final int NO_CODEC = -1;

    private static final TagBody NOTHING = new TagBody(Role.ASIDE, NO_CODEC, false);
    private static final int KEY_FRAME = 1;
    private static final int COMMAND_FRAME = 5;
    private static final int ENHANCED_VIDEO = 0x80;
    private static final int ENHANCED_AUDIO = 9;
    private static final int SPEEX = 11;
    private static final int MP3_8_KHZ = 14;

    /** Packet types that AVC, HEVC and enhanced RTMP share. */
    private static final int SEQUENCE_START = 0;

    private static final int CODED_FRAMES = 1;
    private static final int SEQUENCE_END = 2;

    /** Packet types of enhanced RTMP: frames without a composition time, and colours. */
    private static final int CODED_FRAMES_X = 3;

    private static final int METADATA = 4;
    private static final int VIDEO_PACKET_MAX = 5;
    private static final int AUDIO_PACKET_MAX = 4;
    private static final int FOUR_CC_END = 5;

    /** Smallest AVCDecoderConfigurationRecord (ISO 14496-15, 5.2.4.1). */
    private static final int AVC_RECORD_MIN = 7;

    /** Smallest AudioSpecificConfig (ISO 14496-3, 1.6.2.1). */
    private static final int AAC_RECORD_MIN = 2;

    /** Returns what a tag is whose body is {@link EnhancedBody#plain}. */
    static TagBody of(int type, byte[] body) throws OddTagException {
        if (type == FlvTag.SCRIPT || body.length == 0) {
            return NOTHING;
        }
        return type == FlvTag.VIDEO ? video(body) : audio(body);
    }

    private static TagBody video(byte[] body) throws OddTagException {
        int first = body[0] & 0xff;
        boolean enhanced = (first & ENHANCED_VIDEO) != 0;
        int frame = first >> 4 & 7;
        boolean specified = frame >= KEY_FRAME && frame <= COMMAND_FRAME;
        OddTagException.unless(specified, OddTag.UNKNOWN_FRAME);
        if (enhanced) {
            return enhancedVideo(body, frame);
        }
        int codec = first & 15;
        boolean known = (codec >= 2 && codec <= FourCc.AVC) || codec == FourCc.HEVC;
        OddTagException.unless(known, OddTag.UNKNOWN_CODEC);
        if (frame == COMMAND_FRAME) {
            return NOTHING;
        }
        if (codec != FourCc.AVC && codec != FourCc.HEVC) {
            return frame(frame, codec, body.length - 1);
        }
        OddTagException.unless(body.length >= FOUR_CC_END, OddTag.TRUNCATED);
        return switch (body[1]) {
            case SEQUENCE_START -> configuration(codec, body, FOUR_CC_END);
            case CODED_FRAMES -> frame(frame, codec, body.length - FOUR_CC_END);
            case SEQUENCE_END -> NOTHING;
            default -> throw new OddTagException(OddTag.UNKNOWN_PACKET);
        };
    }

    private static TagBody enhancedVideo(byte[] body, int frame) throws OddTagException {
        int packet = body[0] & 15;
        OddTagException.unless(packet <= VIDEO_PACKET_MAX, OddTag.UNKNOWN_PACKET);
        if (frame == COMMAND_FRAME && packet != METADATA) {
            return NOTHING;
        }
        OddTagException.unless(body.length >= FOUR_CC_END, OddTag.TRUNCATED);
        int codec = FourCc.video((int) FlvTag.u32(body, 1));
        return switch (packet) {
            case SEQUENCE_START -> configuration(codec, body, FOUR_CC_END);
            case CODED_FRAMES -> {
                int start = FOUR_CC_END + (FourCc.composed(codec) ? 3 : 0);
                OddTagException.unless(body.length >= start, OddTag.TRUNCATED);
                yield frame(frame, codec, body.length - start);
            }
            case CODED_FRAMES_X -> frame(frame, codec, body.length - FOUR_CC_END);
            default -> new TagBody(Role.ASIDE, codec, packet == METADATA);
        };
    }

    private static TagBody audio(byte[] body) throws OddTagException {
        int format = (body[0] & 0xff) >> 4;
        if (format == ENHANCED_AUDIO) {
            return enhancedAudio(body);
        }
        boolean known = format <= SPEEX || format >= MP3_8_KHZ;
        OddTagException.unless(known, OddTag.UNKNOWN_CODEC);
        if (format != FourCc.AAC) {
            return frame(0, format, body.length - 1);
        }
        OddTagException.unless(body.length >= 2, OddTag.TRUNCATED);
        return switch (body[1]) {
            case SEQUENCE_START -> configuration(format, body, 2);
            case CODED_FRAMES -> frame(0, format, body.length - 2);
            default -> throw new OddTagException(OddTag.UNKNOWN_PACKET);
        };
    }

    private static TagBody enhancedAudio(byte[] body) throws OddTagException {
        int packet = body[0] & 15;
        OddTagException.unless(packet <= AUDIO_PACKET_MAX, OddTag.UNKNOWN_PACKET);
        OddTagException.unless(body.length >= FOUR_CC_END, OddTag.TRUNCATED);
        int codec = FourCc.audio((int) FlvTag.u32(body, 1));
        return switch (packet) {
            case SEQUENCE_START -> configuration(codec, body, FOUR_CC_END);
            case CODED_FRAMES -> frame(0, codec, body.length - FOUR_CC_END);
            default -> NOTHING;
        };
    }

    /** A frame without a byte is none. */
    private static TagBody frame(int frame, int codec, int bytes) {
        Role role = frame == KEY_FRAME ? Role.KEYFRAME : Role.FRAME;
        return bytes > 0 ? new TagBody(role, codec, false) : NOTHING;
    }

    private static TagBody configuration(int codec, byte[] body, int record)
            throws OddTagException {
        int bytes = body.length - record;
        boolean usable =
                switch (codec) {
                    case FourCc.AVC -> bytes >= AVC_RECORD_MIN && body[record] == 1;
                    case FourCc.AAC -> bytes >= AAC_RECORD_MIN;
                    default -> bytes > 0;
                };
        OddTagException.unless(usable, OddTag.BAD_CONFIGURATION);
        return new TagBody(Role.CONFIGURATION, codec, false);
    }
}
