package dev.tributary.transport.edge;

import java.util.Arrays;

/**
 * The newest slices of a stream, {@value #SECONDS} numbers wide, or as many more as make {@value
 * #SECONDS} s of shorter ones; older ones are gone.
 */
final class SliceStore {
    /** What is kept: about a minute. */
    static final int SECONDS = 64;

    /** Most numbers, however short slices are. */
    static final int NUMBERS_MAX = 4_096;

    private static final int SECOND_MILLIS = 1_000;

    private final StoredSlice[] slices = new StoredSlice[NUMBERS_MAX];
    private int oldest = 1;
    private int newest;
    private long heldBytes;

    /** Adds a slice that is newer than all others; numbers may be left out. */
    void add(StoredSlice slice) {
        int number = slice.header().slice();
        for (int gone = Math.max(newest + 1, number - NUMBERS_MAX + 1); gone < number; gone++) {
            put(gone, null);
        }
        put(number, slice);
        newest = number;
        int first = Math.max(1, number - numbers(slice.header().durationMillis()) + 1);
        for (int gone = Math.max(oldest, number - NUMBERS_MAX + 1); gone < first; gone++) {
            put(gone, null);
        }
        oldest = Math.max(oldest, first);
    }

    /** Returns how many numbers are kept when slices are so long. */
    private static int numbers(int durationMillis) {
        int shortest = Math.max(1, Math.min(SECOND_MILLIS, durationMillis));
        return Math.min(NUMBERS_MAX, SECONDS * SECOND_MILLIS / shortest);
    }

    private void put(int number, StoredSlice slice) {
        int at = Math.floorMod(number, NUMBERS_MAX);
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
        oldest = 1;
        newest = 0;
        heldBytes = 0;
    }

    /** Returns the number of the newest slice, 0 when there is none. */
    int newest() {
        return newest;
    }

    /** Returns a slice, or null when it is gone or has not come. */
    StoredSlice get(int number) {
        StoredSlice slice = slices[Math.floorMod(number, NUMBERS_MAX)];
        return slice != null && slice.header().slice() == number ? slice : null;
    }

    /** Returns the lowest number that may be there. */
    int oldest() {
        return oldest;
    }
}
