package dev.tributary.core.peer;

/**
 * Two marks that move over the slices ahead of the playhead: where a backup is asked to repair, and
 * the emergency line, where the CDN is.
 *
 * <p>Every slice that is incomplete when a mark passes over it is handed out once by that mark.
 */
final class Lines {
    /** No slice is due. */
    static final int NONE = 0;

    private final SliceBuffer buffer;
    private final Playout playout;
    private final long repairNanos;
    private int repairSlice;
    private int emergencySlice;

    /** Creates marks; repair begins {@code repairNanos} before the emergency line. */
    Lines(SliceBuffer buffer, Playout playout, long repairNanos) {
        this.buffer = buffer;
        this.playout = playout;
        this.repairNanos = repairNanos;
    }

    void start(int slice) {
        repairSlice = slice;
        emergencySlice = slice;
    }

    /** Looks at slices from here on again: a request for them failed. */
    void back(int slice) {
        emergencySlice = Math.min(emergencySlice, slice);
    }

    /** Returns the next incomplete slice that is due for repair, or NONE. */
    int nextRepair(long nowNanos) {
        repairSlice = firstMissing(repairSlice);
        return repairAt() <= nowNanos ? repairSlice++ : NONE;
    }

    /** Returns the next incomplete slice whose emergency line has passed, or NONE. */
    int nextEmergency(long nowNanos) {
        emergencySlice = firstMissing(emergencySlice);
        return playout.emergencyNanos(emergencySlice) <= nowNanos ? emergencySlice++ : NONE;
    }

    private int firstMissing(int from) {
        int s = Math.max(from, playout.playhead());
        while (buffer.complete(s)) {
            s++;
        }
        return s;
    }

    private long repairAt() {
        return playout.emergencyNanos(repairSlice) - repairNanos;
    }

    /** Returns when the next slice is due for either, as far as known. */
    long nextDeadlineNanos() {
        return Math.min(repairAt(), playout.emergencyNanos(emergencySlice));
    }
}
