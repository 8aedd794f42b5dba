package dev.tributary.core.playout;

import dev.tributary.core.base.Time;
import dev.tributary.core.store.SliceBuffer;

/**
 * The deadlines of the slices ahead of the playhead: each incomplete slice is handed out twice,
 * when its backup should repair it, and at the emergency line, when the CDN must.
 */
public final class SliceDeadlines {
    /** No slice is due. */
    public static final int NONE = 0;

    private final SliceBuffer buffer;
    private final Playout playout;
    private final long repairNanos;
    private int repairSlice;
    private int emergencySlice;

    /**
     * Until when a line had passed of a slice that nobody had spoken of, and whether it has now.
     */
    private long unheardNanos = Long.MIN_VALUE;

    private boolean unheard;

    /** The next emergency line as it was known at the last look. */
    private long foreseenNanos;

    /** Slices that never were: from this one on until before the other. */
    private int holeFrom;

    private int holeEnd;

    /** Creates marks; repair begins {@code repairNanos} before the emergency line. */
    public SliceDeadlines(SliceBuffer buffer, Playout playout, long repairNanos) {
        this.buffer = buffer;
        this.playout = playout;
        this.repairNanos = repairNanos;
    }

    /** Begins with a slice. */
    public void start(int slice) {
        repairSlice = slice;
        emergencySlice = slice;
    }

    /** Looks at slices from here on again: a request for them failed. */
    public void goBackTo(int slice) {
        emergencySlice = Math.min(emergencySlice, slice);
    }

    /**
     * Returns the first slice that has not been handed out for emergency, though it may be here.
     */
    public int due() {
        return emergencySlice;
    }

    /** Slices do not exist, and are not handed out. */
    public void hole(int from, int end) {
        holeFrom = from;
        holeEnd = end;
    }

    /** Returns whether a slice is known not to exist. */
    public boolean inHole(int slice) {
        return holeFrom <= slice && slice < holeEnd;
    }

    /** The lines of slices from here on are later than they were. */
    public void postponed(int slice) {
        repairSlice = Math.min(repairSlice, slice);
        goBackTo(slice);
    }

    /** Returns the next incomplete slice that is due for repair, or NONE. */
    public int nextRepair(long nowNanos) {
        repairSlice = firstMissing(repairSlice);
        return repairAt() <= nowNanos ? repairSlice++ : NONE;
    }

    /**
     * Returns the next incomplete slice whose emergency line has passed, or NONE. A slice that
     * nobody has spoken of may not exist yet: it is handed out once it is known to.
     *
     * @param newest the newest slice that anything was heard of
     */
    public int nextEmergency(long nowNanos, int newest) {
        emergencySlice = firstMissing(emergencySlice);
        long lineNanos = playout.emergencyNanos(emergencySlice);
        if (lineNanos > nowNanos) {
            foreseenNanos = lineNanos;
            return NONE;
        }
        boolean before = unheard;
        unheard = emergencySlice > newest;
        unheardNanos = unheard || before ? nowNanos : unheardNanos;
        return unheard ? NONE : emergencySlice++;
    }

    /**
     * Returns when a slice that is handed out for emergency had its line, as far as that was known:
     * a header that comes now may say that the slice before was cut short, and the line has passed.
     */
    public long knownLineNanos(long nowNanos, int slice) {
        return Math.min(nowNanos, Math.max(playout.emergencyNanos(slice), foreseenNanos));
    }

    /** Returns whether the line of a slice had passed before anybody spoke of it. */
    public boolean unheard(int slice) {
        return playout.emergencyNanos(slice) <= unheardNanos;
    }

    /** Returns whether a line has passed of a slice that nobody has spoken of. */
    public boolean waitsForWord(long nowNanos, int newest) {
        return emergencySlice > newest && playout.emergencyNanos(emergencySlice) <= nowNanos;
    }

    private int firstMissing(int from) {
        int s = Math.max(from, playout.playhead());
        while (buffer.complete(s) || inHole(s)) {
            s++;
        }
        return s;
    }

    private long repairAt() {
        return playout.emergencyNanos(repairSlice) - repairNanos;
    }

    /**
     * Returns when the next slice is due for either, as far as known; the line of a slice that
     * nobody has spoken of is none once it has passed.
     */
    public long nextDeadlineNanos(int newest) {
        long emergency = playout.emergencyNanos(emergencySlice);
        boolean waits = emergencySlice > newest && emergency <= unheardNanos;
        return Math.min(repairAt(), waits ? Time.NEVER : emergency);
    }
}
