package dev.tributary.core.link;

import java.util.Arrays;

/**
 * Which slices of a feed are left to the CDN because the way from its provider carries a little
 * less than the sub-stream (decision 80).
 *
 * <p>What such a feed brings comes later and later, until each slice is late: the CDN then sends
 * the end of every slice, and the provider sends it too. One slice that the provider leaves out
 * lets it catch up by a slice. So whenever the slice before is still this incomplete when the next
 * begins, and more so than the one before that was, the next but one is left out.
 */
public final class Thinning {
    /** Less is caught up by itself, or by the CDN at the line at less cost. */
    private static final int PERCENT_MIN = 30;

    /** Nothing of a slice is here: the provider does not send, or what it sends is older. */
    private static final int NOTHING = 100;

    private static final int REMEMBERED = Long.SIZE;

    private final int[] percent;

    /** The newest slice that is left out; 0 = none yet. */
    private final int[] newest;

    /** Bit n = the slice n rounds before the newest is left out too. */
    private final long[] rounds;

    /** Creates a table that leaves nothing out. */
    public Thinning(int subStreams) {
        percent = new int[subStreams];
        newest = new int[subStreams];
        rounds = new long[subStreams];
        Arrays.fill(percent, NOTHING);
    }

    /** A feed begins: what it brings at first is what was there before. */
    public void begin(int subStream) {
        percent[subStream] = NOTHING;
        newest[subStream] = 0;
        rounds[subStream] = 0;
    }

    /** Returns whether a slice is left to the CDN. */
    public boolean leavesOut(int subStream, int slice) {
        int behind = newest[subStream] - slice;
        int round = behind / newest.length;
        return behind >= 0
                && behind % newest.length == 0
                && round < REMEMBERED
                && (rounds[subStream] >>> round & 1) != 0;
    }

    /**
     * A slice begins while of the one before it so much is missing.
     *
     * @return whether the slice after this one should be left out
     */
    public boolean isDue(int subStream, int missingPercent) {
        int before = percent[subStream];
        percent[subStream] = missingPercent;
        return missingPercent >= PERCENT_MIN && missingPercent < NOTHING && missingPercent > before;
    }

    /** A slice, later than all that are left out, is left out too. */
    public void leaveOut(int subStream, int slice) {
        int since = (slice - newest[subStream]) / newest.length;
        rounds[subStream] = (since < REMEMBERED ? rounds[subStream] << since : 0) | 1;
        newest[subStream] = slice;
        percent[subStream] = NOTHING;
    }
}
