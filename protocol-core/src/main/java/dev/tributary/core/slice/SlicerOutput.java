package dev.tributary.core.slice;

import java.util.List;

/** What a {@link Slicer} asks of its host; must not call back into the slicer. */
public interface SlicerOutput {
    /**
     * Publishes a finished slice.
     *
     * @param keyframes where decoders can start, in order, at most {@link Slicer#KEYFRAMES_MAX}
     * @param media the tags one after the other, {@code header.sizeBytes()} bytes that are the
     *     host's to keep; empty when the tags came without bytes
     */
    void slice(SliceHeader header, List<Keyframe> keyframes, byte[] media);

    /** Reports a tag that is in no slice. */
    void refused(MediaTag tag, TagRefusal reason);
}
