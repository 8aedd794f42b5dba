package dev.tributary.core.slice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest slices with their keyframes, Douyu's PackageTableFile: where viewers start.
 *
 * <p>Invariant: numbered without gaps, oldest first, at most {@code capacity}.
 */
public final class SliceIndex {
    private final int capacity;
    private final ArrayDeque<CutSlice> slices;

    SliceIndex(int capacity) {
        this.capacity = capacity;
        this.slices = new ArrayDeque<>(capacity + 1);
    }

    void add(CutSlice slice) {
        slices.addLast(slice);
        if (slices.size() > capacity) {
            slices.removeFirst();
        }
    }

    /** Returns the slices, oldest first. */
    public List<CutSlice> slices() {
        return List.copyOf(slices);
    }

    /** Returns the headers, oldest first: the content of an {@code Index} message. */
    public List<SliceHeader> headers() {
        List<SliceHeader> headers = new ArrayList<>(slices.size());
        for (CutSlice slice : slices) {
            headers.add(slice.header());
        }
        return List.copyOf(headers);
    }
}
