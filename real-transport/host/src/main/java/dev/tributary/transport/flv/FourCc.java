package dev.tributary.transport.flv;

/**
 * Codecs as numbers: those of FLV itself, and the four characters of enhanced RTMP. What has both
 * has the number of FLV here.
 */
final class FourCc {
    static final int AVC = 7;
    static final int HEVC = 12;
    static final int MP3 = 2;
    static final int AAC = 10;
    static final int VVC = code("vvc1");

    private static final int[] VIDEO = {code("av01"), code("vp08"), code("vp09"), VVC};
    private static final int[] AUDIO = {code("Opus"), code("fLaC"), code("ac-3"), code("ec-3")};

    private FourCc() {}

    private static int code(String text) {
        return text.charAt(0) << 24 | text.charAt(1) << 16 | text.charAt(2) << 8 | text.charAt(3);
    }

    static int video(int code) throws OddTagException {
        if (code == code("avc1")) {
            return AVC;
        }
        return code == code("hvc1") ? HEVC : oneOf(VIDEO, code);
    }

    static int audio(int code) throws OddTagException {
        if (code == code("mp4a")) {
            return AAC;
        }
        return code == code(".mp3") ? MP3 : oneOf(AUDIO, code);
    }

    private static int oneOf(int[] known, int code) throws OddTagException {
        for (int one : known) {
            if (one == code) {
                return code;
            }
        }
        throw new OddTagException(OddTag.UNKNOWN_CODEC);
    }

    /** Returns whether the frames of a video codec begin with a composition time. */
    static boolean composed(int codec) {
        return codec == AVC || codec == HEVC || codec == VVC;
    }
}
