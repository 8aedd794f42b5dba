package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;

/** Takes the tags of a stream, in order. */
public interface FlvOutput {
    /**
     * A whole tag that players know.
     *
     * @param bytes the tag from its type to the size after it, {@code tag.sizeBytes()} bytes that
     *     are the receiver's to keep; such bytes one after the other are FLV without its header
     */
    void tag(MediaTag tag, byte[] bytes);

    /** Something is left out, and the stream goes on. */
    void skipped(OddTag why);
}
