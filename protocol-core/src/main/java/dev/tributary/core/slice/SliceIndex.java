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
    private final ArrayDeque<Entry> entries;

    /** A slice and where decoders can start in it. */
    public record Entry(SliceHeader header, List<Keyframe> keyframes) {}

    SliceIndex(int capacity) {
        this.capacity = capacity;
        this.entries = new ArrayDeque<>(capacity + 1);
    }

    void add(SliceHeader header, List<Keyframe> keyframes) {
        entries.addLast(new Entry(header, keyframes));
        if (entries.size() > capacity) {
            entries.removeFirst();
        }
    }

    /** Returns the slices, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the headers, oldest first: the content of an {@code Index} message. */
    public List<SliceHeader> headers() {
        List<SliceHeader> headers = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            headers.add(entry.header());
        }
        return List.copyOf(headers);
    }
}
