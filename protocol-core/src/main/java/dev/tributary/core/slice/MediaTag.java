package dev.tributary.core.slice;

/**
 * One FLV tag of the incoming stream, as the demuxer describes it; any value may be wrong.
 *
 * @param dtsMillis decoding time, milliseconds of media time
 * @param sizeBytes bytes of the whole tag as it is passed on
 * @param keyframe whether a decoder can start with this video tag
 * @param sequenceHeader whether it changes the decoder's configuration; a repetition of the one in
 *     force is not marked
 */
public record MediaTag(
        Kind kind, long dtsMillis, int sizeBytes, boolean keyframe, boolean sequenceHeader) {

    /** What a tag carries. */
    public enum Kind {
        AUDIO,
        VIDEO,
        SCRIPT
    }
}
