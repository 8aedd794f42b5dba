package dev.tributary.transport.edge;

import java.util.Arrays;

/** The newest slices of a stream, {@value #KEPT} numbers wide; older ones are gone. */
final class SliceStore {
    /** As many as an index may list: about a minute. */
    static final int KEPT = 64;

    private final StoredSlice[] slices = new StoredSlice[KEPT];
    private int newest;
    private long heldBytes;

    /** Adds a slice that is newer than all others; numbers may be left out. */
    void add(StoredSlice slice) {
        int number = slice.header().slice();
        for (int gone = Math.max(newest + 1, number - KEPT + 1); gone <= number; gone++) {
            put(gone, null);
        }
        put(number, slice);
        newest = number;
    }

    private void put(int number, StoredSlice slice) {
        int at = Math.floorMod(number, KEPT);
        heldBytes += bytes(slice) - bytes(slices[at]);
        slices[at] = slice;
    }

    private static long bytes(StoredSlice slice) {
        return slice == null ? 0 : slice.heldBytes();
    }

    /** Returns the bytes that all slices together take. */
    long heldBytes() {
        return heldBytes;
    }

    void clear() {
        Arrays.fill(slices, null);
        newest = 0;
        heldBytes = 0;
    }

    /** Returns the number of the newest slice, 0 when there is none. */
    int newest() {
        return newest;
    }

    /** Returns a slice, or null when it is gone or has not come. */
    StoredSlice get(int number) {
        StoredSlice slice = slices[Math.floorMod(number, KEPT)];
        return slice != null && slice.header().slice() == number ? slice : null;
    }

    /** Returns the lowest number that may be there. */
    int oldest() {
        return Math.max(1, newest - KEPT + 1);
    }
}
