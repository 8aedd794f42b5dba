package dev.tributary.core.slice;

/**
 * One FLV tag of the incoming stream, as the demuxer describes it; any value may be wrong.
 *
 * @param dtsMillis decoding time by the clock of its source, milliseconds; means nothing in a tag
 *     that is not {@link #timed()}
 * @param sizeBytes bytes of the whole tag as it is passed on
 */
public record MediaTag(Kind kind, long dtsMillis, int sizeBytes, Role role) {

    /** What a tag is about. */
    public enum Kind {
        AUDIO,
        VIDEO,
        SCRIPT
    }

    /** What a tag is for. */
    public enum Role {
        /** Media; whether a decoder can start here depends on the kind. */
        FRAME,
        /** Video that a decoder can start with. */
        KEYFRAME,
        /** Changes the decoder's configuration. */
        CONFIGURATION,
        /** All else: metadata, commands, a repetition of the configuration in force. */
        ASIDE
    }

    /**
     * Returns whether it carries media, so that its time means something. Encoders give the others
     * any time, often 0.
     */
    public boolean timed() {
        return kind != Kind.SCRIPT && (role == Role.FRAME || role == Role.KEYFRAME);
    }
}
