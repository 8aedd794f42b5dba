package dev.tributary.transport.hls;

/**
 * The tags of a segment: those from a place in a slice to a place in the same or a later one.
 *
 * @param firstSlice the slice it begins in
 * @param ordinal which keyframe of that slice it begins with, from 0
 * @param fromByte first byte in that slice
 * @param startMillis media time of what it begins with, milliseconds
 * @param lastSlice the slice it ends in
 * @param toByte first byte there that is not in it any more
 * @param endMillis media time at which it ends
 * @param afterBreak whether media was interrupted before it
 */
record Span(
        int firstSlice,
        int ordinal,
        int fromByte,
        long startMillis,
        int lastSlice,
        int toByte,
        long endMillis,
        boolean afterBreak) {
    /** Returns what names it: the slice, and which keyframe there unless it is the first. */
    String name() {
        return firstSlice + (ordinal == 0 ? "" : "-" + ordinal);
    }

    /** Returns how long it lasts, milliseconds. */
    int durationMillis() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, endMillis - startMillis));
    }

    /** Returns whether nothing is missing between another and this one. */
    boolean follows(Span before) {
        return firstSlice == before.lastSlice && fromByte == before.toByte;
    }
}
