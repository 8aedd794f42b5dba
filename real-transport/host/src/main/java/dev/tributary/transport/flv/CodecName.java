package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;

/** What people call the codecs of FLV (FLV 10.1, E.4.2.1 and E.4.3.1; enhanced RTMP v2). */
public final class CodecName {
    /** The picture of nearly all encoders. */
    public static final String AVC = "H.264";

    /** Its successor. */
    public static final String HEVC = "HEVC";

    /** The sound of nearly all encoders. */
    public static final String AAC = "AAC";

    private CodecName() {}

    static String of(MediaTag.Kind kind, int codec) {
        if (codec == TagBody.NO_CODEC) {
            return "";
        }
        boolean fourCc = codec > 0xff;
        return fourCc ? text(codec) : kind == MediaTag.Kind.VIDEO ? video(codec) : audio(codec);
    }

    private static String text(int code) {
        char[] letters = new char[4];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (char) ((code >>> (8 * (3 - i))) & 0x7f);
        }
        return new String(letters);
    }

    private static String video(int codec) {
        return switch (codec) {
            case 2 -> "Sorenson H.263";
            case 3, 6 -> "Screen Video";
            case 4, 5 -> "VP6";
            case FourCc.AVC -> AVC;
            case FourCc.HEVC -> HEVC;
            default -> "video " + codec;
        };
    }

    private static String audio(int codec) {
        return switch (codec) {
            case 0, 3 -> "PCM";
            case 1 -> "ADPCM";
            case FourCc.MP3, 14 -> "MP3";
            case 4, 5, 6 -> "Nellymoser";
            case 7, 8 -> "G.711";
            case FourCc.AAC -> AAC;
            case 11 -> "Speex";
            default -> "audio " + codec;
        };
    }
}
