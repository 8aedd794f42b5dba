package dev.tributary.transport.hls;

import dev.tributary.transport.mp4.InitSegment;
import dev.tributary.transport.mp4.MediaSegment;
import dev.tributary.transport.mp4.TrackSet;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A segment of a playlist; what it is does not change any more. */
final class Segment {
    private static final int NAME_BYTES = 8;
    private static final byte[] NOTHING = {};

    private final Span span;
    private final long number;
    private final StreamSetup setup;
    private final byte[] init;
    private final String initName;
    private final boolean discontinuity;
    private final long discontinuities;
    private final long wallMillis;

    /** The frames, once somebody has asked for them. */
    private MediaSegment media;

    private boolean made;

    /**
     * Creates the segment that comes after another, or the first.
     *
     * @param before the one before, or null
     * @param number media sequence number
     * @param wallMillis when it was made, milliseconds since 1970
     */
    Segment(Segment before, Span span, long number, StreamSetup setup, long wallMillis) {
        this.span = span;
        this.number = number;
        this.setup = setup;
        this.wallMillis = wallMillis;
        init = setup.tracks() == null ? NOTHING : InitSegment.of(setup.tracks());
        initName = nameOf(init);
        boolean goesOn =
                before == null
                        || (!span.afterBreak()
                                && span.follows(before.span)
                                && initName.equals(before.initName));
        discontinuity = !goesOn;
        discontinuities = (before == null ? 0 : before.discontinuities) + (goesOn ? 0 : 1);
    }

    /** The name follows from the content, so that it is the same everywhere, for as long. */
    private static String nameOf(byte[] init) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(init);
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Span span() {
        return span;
    }

    long number() {
        return number;
    }

    StreamSetup setup() {
        return setup;
    }

    TrackSet tracks() {
        return setup.tracks();
    }

    byte[] init() {
        return init;
    }

    /** Returns what names its configuration: 16 hexadecimal digits. */
    String initName() {
        return initName;
    }

    boolean discontinuity() {
        return discontinuity;
    }

    /** Returns how many discontinuities there were up to the one before it. */
    long discontinuities() {
        return discontinuities;
    }

    long wallMillis() {
        return wallMillis;
    }

    /** Returns the frames, or null when they are too many or not all there. */
    MediaSegment media(SliceSource source) {
        if (!made) {
            made = true;
            media = SegmentMedia.of(source, span, setup.tracks());
        }
        return media;
    }
}
