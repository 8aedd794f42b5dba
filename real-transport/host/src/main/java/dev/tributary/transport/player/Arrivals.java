package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Slices on their way to the players, each of which waits for the header that applies from it on,
 * and those behind it with it. None waits for ever: the header that was in force is better than no
 * picture.
 */
final class Arrivals {
    /** Slices that wait at most. */
    static final int WAITING_MAX = 8;

    private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();
    private final TreeMap<Integer, byte[]> headers = new TreeMap<>();

    /** A slice, and whether another header may apply from it on. */
    static final class Arrival {
        final SliceHeader slice;
        final byte[] media;
        final boolean another;

        Arrival(SliceHeader slice, byte[] media, boolean another) {
            this.slice = slice;
            this.media = media;
            this.another = another;
        }
    }

    void add(Arrival arrival) {
        waiting.add(arrival);
    }

    void header(int slice, byte[] header) {
        headers.put(slice, header);
        if (headers.size() > WAITING_MAX) {
            headers.pollFirstEntry();
        }
    }

    /**
     * Returns the next slice that need not wait any more, or null.
     *
     * @param any whether some header is known
     */
    Arrival next(boolean any) {
        Arrival first = waiting.peek();
        if (first == null) {
            return null;
        }
        Integer known = headers.floorKey(first.slice.slice());
        boolean own = known != null && known == first.slice.slice();
        boolean ready = own || (any ? !first.another : known != null);
        return ready || waiting.size() > WAITING_MAX ? waiting.poll() : null;
    }

    /** Returns the header that came for a slice or one before it, or null; but once. */
    byte[] headerOf(SliceHeader slice) {
        Map.Entry<Integer, byte[]> found = headers.floorEntry(slice.slice());
        headers.headMap(slice.slice(), true).clear();
        return found == null ? null : found.getValue();
    }
}
