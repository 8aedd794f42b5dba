package dev.tributary.core.pull;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.slice.SliceHeader;

/** The slices that the edge has said exist, in a ring as long as the buffer's. */
public final class Listing {
    private final int mask;
    private final SliceHeader[] headers;

    /** Creates an empty list of a power of two of slices. */
    public Listing(int slots) {
        mask = slots - 1;
        headers = new SliceHeader[slots];
    }

    /** A slice exists; one that is older than what its place holds is left out. */
    public void add(SliceHeader header) {
        int slot = header.slice() & mask;
        SliceHeader known = headers[slot];
        if (known == null || header.slice() > known.slice()) {
            headers[slot] = header;
        }
    }

    /** Returns the header of a slice, or null when it is not listed. */
    @Nullable
    public SliceHeader header(int slice) {
        SliceHeader header = headers[slice & mask];
        return header != null && header.slice() == slice ? header : null;
    }
}
