package dev.tributary.core.slice;

/** Why the slicer leaves a tag out. */
public enum TagRefusal {
    /** No bytes at all. */
    EMPTY,
    /** More than {@link Slicer#TAG_BYTES_MAX}. */
    TOO_LARGE,
    /** Media time below 0 or above {@link SliceHeader#DTS_MILLIS_MAX}. */
    TIME_OUT_OF_RANGE,
    /** Not as many bytes as the tag says, or none in a stream whose tags carry bytes. */
    WRONG_LENGTH,
    /** Its source has ended, or sent too much else, before it sent any media. */
    NO_MEDIA
}
