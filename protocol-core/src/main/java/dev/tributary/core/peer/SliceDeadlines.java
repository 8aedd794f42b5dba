package dev.tributary.core.peer;

import dev.tributary.core.store.SliceBuffer;

/**
 * The deadlines of the slices ahead of the playhead: each incomplete slice is handed out twice,
 * when its backup should repair it, and at the emergency line, when the CDN must.
 */
final class SliceDeadlines {
    /** No slice is due. */
    static final int NONE = 0;

    private final SliceBuffer buffer;
    private final Playout playout;
    private final long repairNanos;
    private int repairSlice;
    private int emergencySlice;

    /** Creates marks; repair begins {@code repairNanos} before the emergency line. */
    SliceDeadlines(SliceBuffer buffer, Playout playout, long repairNanos) {
        this.buffer = buffer;
        this.playout = playout;
        this.repairNanos = repairNanos;
    }

    void start(int slice) {
        repairSlice = slice;
        emergencySlice = slice;
    }

    /** Looks at slices from here on again: a request for them failed. */
    void goBackTo(int slice) {
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
