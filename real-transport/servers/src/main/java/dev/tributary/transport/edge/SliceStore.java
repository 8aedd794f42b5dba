package dev.tributary.transport.edge;

import java.util.Arrays;

/**
 * The newest slices of a stream, {@value #SECONDS} s of media; older ones are gone, and so are all
 * where numbers leave out as many: another origin goes on with its clock.
 */
final class SliceStore {
    /** What is kept: about a minute. */
    static final int SECONDS = 64;

    /** Most numbers, however short slices are. */
    static final int NUMBERS_MAX = 4_096;

    private static final long KEPT_MILLIS = SECONDS * 1_000L;

    private final StoredSlice[] slices = new StoredSlice[NUMBERS_MAX];
    private int oldest = 1;
    private int newest;
    private long heldBytes;
    private long heldMillis;

    /** Adds a slice that is newer than all others; numbers may be left out. */
    void add(StoredSlice slice) {
        int number = slice.header().slice();
        int lowest = Math.max(1, number - NUMBERS_MAX + 1);
        for (int gone = Math.max(newest + 1, lowest); gone < number; gone++) {
            put(gone, null);
        }
        put(number, slice);
        boolean anew = number - newest > SECONDS;
        newest = number;
        oldest = Math.max(oldest, lowest);
        while (oldest < number && (anew || heldMillis - millis(get(oldest)) >= KEPT_MILLIS)) {
            put(oldest++, null);
        }
    }

    private void put(int number, StoredSlice slice) {
        int at = Math.floorMod(number, NUMBERS_MAX);
        heldBytes += bytes(slice) - bytes(slices[at]);
        heldMillis += millis(slice) - millis(slices[at]);
        slices[at] = slice;
    }

    private static long millis(StoredSlice slice) {
        return slice == null ? 0 : slice.header().durationMillis();
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
        heldMillis = 0;
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
