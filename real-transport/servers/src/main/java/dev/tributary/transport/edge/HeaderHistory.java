package dev.tributary.transport.edge;

import dev.tributary.transport.edge.client.SignedHeader;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a player needs before each of the slices that are kept: a header is valid from a slice on,
 * until the next. One may be awaited: it is better to have none for a moment than a wrong one.
 */
final class HeaderHistory {
    private final TreeMap<Integer, Optional<SignedHeader>> headers = new TreeMap<>();

    void add(int fromSlice, SignedHeader header) {
        headers.put(fromSlice, Optional.of(header));
    }

    /** A header applies from a slice on that has not come. */
    void expect(int fromSlice) {
        headers.putIfAbsent(fromSlice, Optional.empty());
    }

    /** Forgets what applies to slices before the oldest only; so there is one per slice at most. */
    void forget(int oldestSlice) {
        Integer first = headers.floorKey(oldestSlice);
        if (first != null) {
            headers.headMap(first, false).clear();
        }
    }

    void clear() {
        headers.clear();
    }

    /**
     * Returns the header of a slice, or null when it has not come.
     *
     * @param slice 0 = the newest; one before all that is known has the oldest
     */
    SignedHeader of(int slice) {
        if (headers.isEmpty()) {
            return null;
        }
        Integer from = slice == 0 ? headers.lastKey() : headers.floorKey(slice);
        return headers.get(from == null ? headers.firstKey() : from).orElse(null);
    }
}
