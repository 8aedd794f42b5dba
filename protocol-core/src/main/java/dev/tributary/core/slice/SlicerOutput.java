package dev.tributary.core.slice;

/** What a {@link Slicer} asks of its host; must not call back into the slicer. */
public interface SlicerOutput {
    /**
     * Publishes a finished slice.
     *
     * @param media the tags one after the other, {@code header.sizeBytes()} bytes that are the
     *     host's to keep; empty when the tags came without bytes
     */
    void slice(CutSlice slice, byte[] media);

    /**
     * Writes the time into a tag whose media time is not that of its source (protocol.md 3.2).
     * Never called for tags without bytes.
     *
     * @param media holds the tag
     * @param at first byte of the tag
     * @param dtsMillis media time
     */
    void retime(byte[] media, int at, long dtsMillis);

    /** Reports a tag that is in no slice. */
    void refused(MediaTag tag, TagRefusal reason);
}
