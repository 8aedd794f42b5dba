package dev.tributary.transport.flv;

import java.util.Locale;

/** Why something in a stream of FLV is left out, and the stream goes on. */
public enum OddTag {
    /** Neither audio nor video nor AMF0 data, such as AMF3. */
    UNKNOWN_TYPE,
    /** Its filter bit is set. */
    ENCRYPTED,
    /** Larger than {@link FlvDemuxer#TAG_BYTES_MAX}. */
    TOO_LARGE,
    /** Ends before its own fields do. */
    TRUNCATED,
    /** A frame type of video that is not specified. */
    UNKNOWN_FRAME,
    /** A packet type that is not specified. */
    UNKNOWN_PACKET,
    /** A codec that is not specified. */
    UNKNOWN_CODEC,
    /** A sequence header that no decoder can use. */
    BAD_CONFIGURATION,
    /** Media of another codec than the sequence header in force is of. */
    OTHER_CODEC,
    /** Of a track after the first. */
    OTHER_TRACK,
    /** AMF0 of which not even the name can be read. */
    BROKEN_DATA,
    /** Bytes that are no tag, up to the next one. */
    GARBAGE;

    /** Returns the reason as metrics show it. */
    public String word() {
        return "odd_tag_" + name().toLowerCase(Locale.ROOT);
    }
}
