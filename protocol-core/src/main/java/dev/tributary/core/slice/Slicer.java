package dev.tributary.core.slice;

import dev.tributary.core.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a live stream into slices (protocol.md 3), from media time and tag order alone, so that
 * every slicer of the same stream cuts the same slices.
 *
 * <p>Slices tile media time: a slice lasts until the first tag of the next one. Only where media
 * time jumps, and at the end of the stream, a slice lasts until its own last tag; the slice after
 * it is marked {@link SliceHeader#DISCONTINUITY}.
 */
public final class Slicer {
    /** Largest tag, bytes: half of the largest slice. */
    public static final int TAG_BYTES_MAX = SliceHeader.SIZE_MAX / 2;

    /** Most keyframes listed per slice; a second of video has one or two. */
    public static final int KEYFRAMES_MAX = 255;

    /** Interleaved audio and video step back a little; more is a jump (systems.md 12.6). */
    private static final int BACK_MILLIS_MAX = 500;

    /** Encoders leave out seconds when frames are dropped; more is a jump. */
    private static final int AHEAD_MILLIS_MAX = 10_000;

    private static final byte[] NO_BYTES = {};

    private final SlicerConfig config;
    private final SlicerOutput output;
    private final SliceIndex index;
    private final int firstSlice;
    private int slice;
    private int refusedTags;
    private boolean anyTag;
    private boolean withBytes;

    // The open slice; the rest is meaningless while it is not open.
    private boolean open;
    private long firstMillis;
    private long highestMillis;
    private int sizeBytes;
    private int flags;
    private boolean playable;
    private List<Keyframe> keyframes = new ArrayList<>();
    private byte[] media = NO_BYTES;

    private enum Cut {
        NONE,
        /** The tag continues media time in the next slice. */
        TILE,
        /** The tag is elsewhere in media time. */
        JUMP
    }

    /** Creates the slicer of a stream that has never been cut before. */
    public Slicer(SlicerConfig config, SlicerOutput output) {
        this(config, output, 1);
    }

    /**
     * Creates the slicer of a stream.
     *
     * @param firstSlice number of the first slice, above all that the stream ever had
     */
    public Slicer(SlicerConfig config, SlicerOutput output, int firstSlice) {
        this.firstSlice = Check.range("firstSlice", firstSlice, 1, Integer.MAX_VALUE);
        slice = firstSlice;
        this.config = config;
        this.output = output;
        this.index = new SliceIndex(config.indexSlices());
    }

    /** Takes the next tag of a stream of which only the sizes exist. */
    public void onTag(MediaTag tag) {
        onTag(tag, NO_BYTES);
    }

    /** Takes the next tag with its bytes, which are copied. */
    public void onTag(MediaTag tag, byte[] bytes) {
        if (refused(tag, bytes)) {
            return;
        }
        boolean jumped = slice > firstSlice;
        if (open) {
            Cut cut = cut(tag);
            if (cut == Cut.TILE) {
                close(tag.dtsMillis());
            } else if (cut == Cut.JUMP) {
                close(highestMillis);
            }
            jumped = cut == Cut.JUMP;
        }
        if (!open) {
            open(tag, jumped);
        }
        append(tag, bytes);
    }

    /** Closes the last slice; tags after that belong to a new stretch of media time. */
    public void onEnd() {
        if (open) {
            close(highestMillis);
        }
    }

    /** Returns the newest slices. */
    public SliceIndex index() {
        return index;
    }

    /** Returns how many tags were refused so far. */
    public int refusedTags() {
        return refusedTags;
    }

    private boolean refused(MediaTag tag, byte[] bytes) {
        TagRefusal reason;
        if (tag.sizeBytes() < 1) {
            reason = TagRefusal.EMPTY;
        } else if (tag.sizeBytes() > TAG_BYTES_MAX) {
            reason = TagRefusal.TOO_LARGE;
        } else if (tag.dtsMillis() < 0 || tag.dtsMillis() > SliceHeader.DTS_MILLIS_MAX) {
            reason = TagRefusal.TIME_OUT_OF_RANGE;
        } else if (wrongLength(tag, bytes)) {
            reason = TagRefusal.WRONG_LENGTH;
        } else {
            return false;
        }
        refusedTags++;
        output.refused(tag, reason);
        return true;
    }

    /** The first tag decides whether the stream has bytes. */
    private boolean wrongLength(MediaTag tag, byte[] bytes) {
        boolean expected = anyTag ? withBytes : bytes.length > 0;
        return bytes.length != (expected ? tag.sizeBytes() : 0);
    }

    private Cut cut(MediaTag tag) {
        long dtsMillis = tag.dtsMillis();
        if (dtsMillis < highestMillis - BACK_MILLIS_MAX
                || dtsMillis > highestMillis + AHEAD_MILLIS_MAX) {
            return Cut.JUMP;
        }
        boolean due =
                dtsMillis - firstMillis > config.sliceMillis()
                        || (tag.sequenceHeader() && playable)
                        || tag.sizeBytes() > SliceHeader.SIZE_MAX - sizeBytes;
        if (!due) {
            return Cut.NONE;
        }
        // A slice cannot last less than nothing: a small step back counts as a jump here.
        return dtsMillis < firstMillis ? Cut.JUMP : Cut.TILE;
    }

    private void open(MediaTag tag, boolean jumped) {
        open = true;
        firstMillis = tag.dtsMillis();
        highestMillis = tag.dtsMillis();
        sizeBytes = 0;
        flags = jumped ? SliceHeader.DISCONTINUITY : 0;
        playable = false;
        keyframes = new ArrayList<>();
    }

    private void append(MediaTag tag, byte[] bytes) {
        if (!anyTag) {
            anyTag = true;
            withBytes = bytes.length > 0;
        }
        if (tag.sequenceHeader()) {
            flags |= SliceHeader.SEQUENCE_HEADER;
        } else if (tag.kind() != MediaTag.Kind.SCRIPT) {
            playable = true;
        }
        // FLV marks AVC sequence headers as keyframes too, but nobody can start with one alone.
        if (tag.keyframe() && tag.kind() == MediaTag.Kind.VIDEO && !tag.sequenceHeader()) {
            flags |= SliceHeader.KEYFRAME;
            if (keyframes.size() < KEYFRAMES_MAX) {
                keyframes.add(Keyframe.at(sizeBytes, tag.dtsMillis()));
            }
        }
        if (withBytes) {
            reserve(sizeBytes + tag.sizeBytes());
            System.arraycopy(bytes, 0, media, sizeBytes, bytes.length);
        }
        sizeBytes += tag.sizeBytes();
        highestMillis = Math.max(highestMillis, tag.dtsMillis());
    }

    /** Makes room, at least doubling it; never more than {@link SliceHeader#SIZE_MAX}. */
    private void reserve(int bytes) {
        if (bytes > media.length) {
            int doubled = Math.min(SliceHeader.SIZE_MAX, 2 * media.length);
            media = Arrays.copyOf(media, Math.max(bytes, doubled));
        }
    }

    private void close(long endMillis) {
        Check.that(slice < Integer.MAX_VALUE, "a stream has fewer than 2^31 slices");
        int durationMillis = (int) (endMillis - firstMillis);
        SliceHeader header = new SliceHeader(slice, firstMillis, durationMillis, sizeBytes, flags);
        List<Keyframe> found = List.copyOf(keyframes);
        open = false;
        slice++;
        index.add(header, found);
        output.slice(header, found, withBytes ? Arrays.copyOf(media, sizeBytes) : NO_BYTES);
    }
}
