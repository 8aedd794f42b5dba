package dev.tributary.core.slice;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a live stream into slices (protocol.md 3), from decoding times and tag order alone, so that
 * every slicer of the same stream cuts the same slices.
 *
 * <p>Media time never goes back, whatever the clocks of the sources do ({@link MediaClock}). Slices
 * tile it: a slice lasts until the first tag of the next one. Only where a clock jumps, and at the
 * end of a source, a slice lasts until its own latest tag; the slice after it is marked {@link
 * SliceHeader#DISCONTINUITY}.
 */
public final class Slicer {
    /** Largest tag, bytes: half of the largest slice. */
    public static final int TAG_BYTES_MAX = SliceHeader.SIZE_MAX / 2;

    /** Most keyframes listed per slice; a second of video has one or two. */
    public static final int KEYFRAMES_MAX = 255;

    /** Tags without a time of their own that wait for one at once; an encoder sends three. */
    private static final int WAITING_MAX = 64;

    private static final byte[] NO_BYTES = {};

    private final SlicerConfig config;
    private final SlicerOutput output;
    private final SliceIndex index;
    private final MediaClock clock = new MediaClock();
    private final Tracks tracks = new Tracks();
    private final List<Waiting> waiting = new ArrayList<>();
    private final OpenSlice open = new OpenSlice();
    private long waitingBytes;
    private int slice;
    private int refusedTags;
    private boolean anyTag;
    private boolean withBytes;

    /** The newest slice; null before the first. */
    private @Nullable CutSlice before;

    /** Whether the next slice begins behind a discontinuity. */
    private boolean interrupted;

    /** A tag that takes the time of the next one that has a time of its own. */
    private static final class Waiting {
        final MediaTag tag;
        final byte[] bytes;

        Waiting(MediaTag tag, byte[] bytes) {
            this.tag = tag;
            this.bytes = bytes.clone();
        }
    }

    /** Creates the slicer of a stream that has never been cut before. */
    public Slicer(SlicerConfig config, SlicerOutput output) {
        this(config, output, 1);
    }

    /**
     * Creates the slicer of a stream, which may have been cut before by another: the first slice
     * follows a hole then, and is marked.
     *
     * @param firstSlice number of the first slice, above all that the stream ever had
     */
    public Slicer(SlicerConfig config, SlicerOutput output, int firstSlice) {
        slice = Check.range("firstSlice", firstSlice, 1, Integer.MAX_VALUE);
        interrupted = firstSlice > 1;
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
        if (!anyTag) {
            anyTag = true;
            withBytes = bytes.length > 0;
        }
        if (tag.timed()) {
            long millis = clock.place(tag);
            if (clock.jumped()) {
                interrupt();
            }
            addWaiting(millis);
            add(tag, bytes, millis);
        } else {
            await(tag, bytes);
        }
    }

    private void await(MediaTag tag, byte[] bytes) {
        boolean full =
                waiting.size() == WAITING_MAX || waitingBytes + tag.sizeBytes() > TAG_BYTES_MAX;
        if (full && !open.begun()) {
            refuse(tag, TagRefusal.NO_MEDIA);
            return;
        }
        if (full) {
            addWaiting(clock.latestMillis());
        }
        waiting.add(new Waiting(tag, bytes));
        waitingBytes += tag.sizeBytes();
    }

    /** A source has ended: closes the last slice. Tags after that are another source's. */
    public void onEnd() {
        if (open.begun()) {
            addWaiting(clock.latestMillis());
            interrupt();
        }
        for (Waiting one : waiting) {
            refuse(one.tag, TagRefusal.NO_MEDIA);
        }
        waiting.clear();
        waitingBytes = 0;
        clock.restart();
        tracks.restart();
    }

    private void interrupt() {
        if (open.begun()) {
            close(open.latestMillis());
        }
        interrupted = before != null;
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
        refuse(tag, reason);
        return true;
    }

    private void refuse(MediaTag tag, TagRefusal reason) {
        refusedTags++;
        output.refused(tag, reason);
    }

    /** The first tag decides whether the stream has bytes. */
    private boolean wrongLength(MediaTag tag, byte[] bytes) {
        boolean expected = anyTag ? withBytes : bytes.length > 0;
        return bytes.length != (expected ? tag.sizeBytes() : 0);
    }

    private void addWaiting(long millis) {
        for (Waiting one : waiting) {
            add(one.tag, one.bytes, millis);
        }
        waiting.clear();
        waitingBytes = 0;
    }

    private void add(MediaTag tag, byte[] bytes, long millis) {
        long startMillis = millis;
        if (open.begun() && due(tag, millis)) {
            // A track that is behind the others may be what opens the next slice.
            startMillis = Math.max(millis, open.latestMillis());
            close(startMillis);
        }
        if (!open.begun()) {
            open.begin(startMillis, interrupted);
            interrupted = false;
        }
        int at = open.add(tag, bytes, millis);
        long written = tag.timed() ? millis : clock.beside(tag, millis);
        if (bytes.length > 0 && written != tag.dtsMillis()) {
            output.retime(open.media(), at, written);
        }
        tracks.heard(tag, millis);
    }

    private boolean due(MediaTag tag, long millis) {
        boolean changes = tag.role() == MediaTag.Role.CONFIGURATION && open.hasFrames(tag.kind());
        return millis - open.firstMillis() > config.sliceMillis()
                || changes
                || tag.sizeBytes() > SliceHeader.SIZE_MAX - open.sizeBytes();
    }

    private void close(long endMillis) {
        Check.that(slice < Integer.MAX_VALUE, "a stream has fewer than 2^31 slices");
        boolean audio = tracks.has(MediaTag.Kind.AUDIO, open.latestMillis());
        boolean video = tracks.has(MediaTag.Kind.VIDEO, open.latestMillis());
        int flags = open.flags();
        if (before != null && (audio != before.audio() || video != before.video())) {
            flags |= SliceHeader.SEQUENCE_HEADER;
        }
        if (audio && !video) {
            flags |= SliceHeader.KEYFRAME;
        }
        int durationMillis = (int) (endMillis - open.firstMillis());
        SliceHeader header =
                new SliceHeader(slice, open.firstMillis(), durationMillis, open.sizeBytes(), flags);
        CutSlice cut = new CutSlice(header, open.keyframes(), audio, video);
        byte[] media = withBytes ? open.take() : NO_BYTES;
        open.end();
        slice++;
        before = cut;
        index.add(cut);
        output.slice(cut, media);
    }
}
