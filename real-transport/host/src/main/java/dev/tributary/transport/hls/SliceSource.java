package dev.tributary.transport.hls;

import dev.tributary.core.slice.SliceHeader;

/** The slices of a stream that are kept, from which segments are made. */
public interface SliceSource {
    /** Returns the lowest number of a slice that may be kept. */
    int oldest();

    /**
     * Returns the lowest number above another of a slice that is kept, 0 when there is none: where
     * another origin goes on, millions may be left out.
     */
    int after(int slice);

    /** Returns the header of a slice, or null when it is not kept. */
    SliceHeader header(int slice);

    /** Returns the tags of a slice, which are shared and not to be changed, or null. */
    byte[] media(int slice);

    /** Returns the start of the FLV that is in force in a slice, or null while it is not known. */
    byte[] start(int slice);
}
