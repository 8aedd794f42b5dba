package dev.tributary.core.slice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The slice that is being filled; all but {@link #begun()} means nothing while there is none. */
final class OpenSlice {
    private static final byte[] NO_BYTES = {};

    private final boolean[] frames = new boolean[MediaTag.Kind.values().length];
    private List<Keyframe> keyframes = new ArrayList<>();
    private byte[] media = NO_BYTES;
    private boolean begun;
    private long firstMillis;
    private long latestMillis;
    private int sizeBytes;
    private int flags;

    boolean begun() {
        return begun;
    }

    void begin(long startMillis, boolean interrupted) {
        begun = true;
        firstMillis = startMillis;
        latestMillis = startMillis;
        sizeBytes = 0;
        flags = interrupted ? SliceHeader.DISCONTINUITY : 0;
        Arrays.fill(frames, false);
        keyframes = new ArrayList<>();
    }

    void end() {
        begun = false;
    }

    /** Appends a tag; returns where it begins. */
    int add(MediaTag tag, byte[] bytes, long millis) {
        int at = sizeBytes;
        if (tag.role() == MediaTag.Role.CONFIGURATION) {
            flags |= SliceHeader.SEQUENCE_HEADER;
        }
        frames[tag.kind().ordinal()] |= tag.timed();
        if (tag.role() == MediaTag.Role.KEYFRAME && tag.kind() == MediaTag.Kind.VIDEO) {
            flags |= SliceHeader.KEYFRAME;
            if (keyframes.size() < Slicer.KEYFRAMES_MAX) {
                keyframes.add(Keyframe.at(at, millis));
            }
        }
        reserve(at + bytes.length);
        System.arraycopy(bytes, 0, media, at, bytes.length);
        sizeBytes += tag.sizeBytes();
        latestMillis = Math.max(latestMillis, millis);
        return at;
    }

    /** Makes room, at least doubling it; never more than {@link SliceHeader#SIZE_MAX}. */
    private void reserve(int bytes) {
        if (bytes > media.length) {
            int doubled = Math.min(SliceHeader.SIZE_MAX, 2 * media.length);
            media = Arrays.copyOf(media, Math.max(bytes, doubled));
        }
    }

    boolean hasFrames(MediaTag.Kind kind) {
        return frames[kind.ordinal()];
    }

    long firstMillis() {
        return firstMillis;
    }

    long latestMillis() {
        return latestMillis;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    int flags() {
        return flags;
    }

    List<Keyframe> keyframes() {
        return keyframes;
    }

    /** Returns the bytes so far and room behind them. */
    byte[] media() {
        return media;
    }

    /** Returns a copy of the bytes. */
    byte[] take() {
        return Arrays.copyOf(media, sizeBytes);
    }
}
