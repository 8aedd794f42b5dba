package dev.tributary.core.slice;

import java.util.List;

/**
 * A finished slice, without its bytes.
 *
 * @param keyframes where video decoders can start, in order, at most {@link Slicer#KEYFRAMES_MAX}
 * @param audio whether the stream has sound there
 * @param video whether the stream has a picture there
 */
public record CutSlice(SliceHeader header, List<Keyframe> keyframes, boolean audio, boolean video) {
    /** Copies the list. */
    public CutSlice {
        keyframes = List.copyOf(keyframes);
    }
}
