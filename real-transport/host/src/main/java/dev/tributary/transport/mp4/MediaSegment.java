package dev.tributary.transport.mp4;

import dev.tributary.core.base.Check;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A fragment: where the frames are and when, and the frames (ISO 14496-12, 8.8 and 8.16). The
 * frames stay where they are, so that a fragment costs no more than its list of them.
 */
public final class MediaSegment {
    /** Most bytes of frames in a fragment. */
    public static final int BYTES_MAX = 64 << 20;

    /** Most frames of a track in a fragment: a minute of 300 per second. */
    public static final int FRAMES_MAX = 20_000;

    private static final int BASE_IS_MOOF = 0x02_0000;
    private static final int WITH_OFFSET = 1;
    private static final int WITH_DURATION = 0x100;
    private static final int WITH_SIZE = 0x200;
    private static final int WITH_FLAGS = 0x400;
    private static final int WITH_COMPOSITION = 0x800;
    private static final int BOX_BYTES = 8;

    private final byte[] head;
    private final List<Sample> samples = new ArrayList<>();
    private final int length;

    /**
     * Creates it; the same bytes for the same frames. A track without a frame is left out.
     *
     * @param sequence number of the fragment, from 1
     */
    public MediaSegment(int sequence, TrackRun video, TrackRun audio) {
        Check.that(video.size() <= FRAMES_MAX && audio.size() <= FRAMES_MAX, "frames of a segment");
        Check.that(video.bytes() + audio.bytes() <= BYTES_MAX, "bytes of a segment");
        BoxWriter to = new BoxWriter();
        to.box("moof");
        to.box("mfhd", 0, 0).u32(sequence).end();
        int videoOffset = run(to, InitSegment.VIDEO_ID, video, true);
        int audioOffset = run(to, InitSegment.AUDIO_ID, audio, false);
        to.end();
        int media = to.length() + BOX_BYTES;
        int bytes = (int) (video.bytes() + audio.bytes());
        place(to, videoOffset, media);
        place(to, audioOffset, media + (int) video.bytes());
        to.u32(BOX_BYTES + bytes).text("mdat");
        head = to.take();
        samples.addAll(video.samples());
        samples.addAll(audio.samples());
        length = head.length + bytes;
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /** Returns some of the bytes, shared with where the frames came from: not to be changed. */
    public List<ByteBuffer> bytes(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        List<ByteBuffer> parts = new ArrayList<>();
        add(parts, ByteBuffer.wrap(head), from, count);
        int at = head.length;
        for (Sample sample : samples) {
            add(parts, sample.bytes(), from - at, count);
            at += sample.length();
        }
        return parts;
    }

    /** Adds what is between {@code from}, which may be before its beginning, and its end. */
    private static void add(List<ByteBuffer> parts, ByteBuffer part, int from, int count) {
        int start = part.position();
        int first = Math.max(0, from);
        int end = Math.min(part.remaining(), from + count);
        if (first < end) {
            parts.add(part.position(start + first).limit(start + end));
        }
    }

    /** Writes where the frames of a track are; returns the place of their offset, or -1. */
    private static int run(BoxWriter to, int id, TrackRun run, boolean video) {
        if (run.size() == 0) {
            return -1;
        }
        to.box("traf").box("tfhd", 0, BASE_IS_MOOF).u32(id).end();
        to.box("tfdt", 1, 0).u64(run.firstMillis()).end();
        int fields = WITH_OFFSET | WITH_DURATION | WITH_SIZE;
        to.box("trun", 1, fields | (video ? WITH_FLAGS | WITH_COMPOSITION : 0)).u32(run.size());
        int offset = to.length();
        to.u32(0);
        for (int i = 0; i < run.size(); i++) {
            Sample sample = run.samples().get(i);
            to.u32(run.durationMillis(i)).u32(sample.length());
            if (video) {
                to.u32(sample.sync() ? InitSegment.SYNC_FLAGS : InitSegment.OTHER_FLAGS);
                to.u32(sample.compositionMillis());
            }
        }
        to.end().end();
        return offset;
    }

    private static void place(BoxWriter to, int at, int offset) {
        if (at >= 0) {
            to.put32(at, offset);
        }
    }
}
