package dev.tributary.core.pull;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.slice.SliceHeader;

/** The slices that the edge has said exist, in a ring as long as the buffer's, and since when. */
public final class Listing {
    private final int mask;
    private final SliceHeader[] headers;
    private final long[] sinceNanos;

    /** Creates an empty list of a power of two of slices. */
    public Listing(int slots) {
        mask = slots - 1;
        headers = new SliceHeader[slots];
        sinceNanos = new long[slots];
    }

    /** A slice exists; one that is older than what its place holds is left out. */
    public void add(long nowNanos, SliceHeader header) {
        int slot = header.slice() & mask;
        SliceHeader known = headers[slot];
        if (known == null || header.slice() > known.slice()) {
            headers[slot] = header;
            sinceNanos[slot] = nowNanos;
        }
    }

    /** Returns the header of a slice, or null when it is not listed. */
    @Nullable
    public SliceHeader header(int slice) {
        SliceHeader header = headers[slice & mask];
        return header != null && header.slice() == slice ? header : null;
    }

    /** Returns since when a listed slice has been known. */
    public long sinceNanos(int slice) {
        return sinceNanos[slice & mask];
    }
}
