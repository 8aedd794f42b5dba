package dev.tributary.core.link;

/**
 * What is known of each sub-stream's feed: who provides it, who stands by, over which link it is
 * subscribed, and how it went lately. A row is four words next to each other, because an event
 * looks at all of them.
 */
public final class FeedTable {
    private static final int WORDS = 4;
    private static final int BACKUP = 1;
    private static final int LINK = 2;

    /** The word of bytes and flags: links crossed, slices on time, slices late. */
    private static final int MARKS = 3;

    private static final int ON_TIME_SHIFT = 8;
    private static final int LATE_SHIFT = 16;

    /** Whether a provider has ever been linked. */
    private static final int EVER_READY = 1 << 24;

    /** What was missing of the last slices at their lines, in per cent of a slice. */
    private static final int DEBT_SHIFT = 25;

    private final int[] rows;
    private final long[] sinceNanos;

    public FeedTable(int subStreams) {
        rows = new int[WORDS * subStreams];
        sinceNanos = new long[subStreams];
        for (int k = 0; k < subStreams; k++) {
            link(k, LinkTable.NO_LINK);
        }
    }

    /** Returns the number of sub-streams. */
    public int count() {
        return sinceNanos.length;
    }

    /** Returns the session that provides a sub-stream, 0 = none. */
    public int provider(int k) {
        return rows[WORDS * k];
    }

    public void provider(int k, int session) {
        rows[WORDS * k] = session;
    }

    /** Returns the session that stands by, 0 = none. */
    public int backup(int k) {
        return rows[WORDS * k + BACKUP];
    }

    public void backup(int k, int session) {
        rows[WORDS * k + BACKUP] = session;
    }

    /** Returns the link of the subscription, or {@link LinkTable#NO_LINK}. */
    public int link(int k) {
        return rows[WORDS * k + LINK];
    }

    public void link(int k, int link) {
        rows[WORDS * k + LINK] = link;
    }

    /** Returns since when nobody, or another one, provides a sub-stream. */
    public long sinceNanos(int k) {
        return sinceNanos[k];
    }

    public void since(long nowNanos, int k) {
        sinceNanos[k] = nowNanos;
    }

    public int hop(int k) {
        return marked(k, 0);
    }

    public int onTime(int k) {
        return marked(k, ON_TIME_SHIFT);
    }

    public int late(int k) {
        return marked(k, LATE_SHIFT);
    }

    /** A slice came complete, having crossed so many links. */
    public void delivered(int k, int hops) {
        mark(k, 0, hops);
        mark(k, ON_TIME_SHIFT, onTime(k) + 1);
        debtPercent(k, 0);
    }

    /** A slice was incomplete at its line. */
    public void missed(int k) {
        mark(k, LATE_SHIFT, late(k) + 1);
    }

    /** Begins to count slices anew. */
    public void forgetSlices(int k) {
        mark(k, ON_TIME_SHIFT, 0);
        mark(k, LATE_SHIFT, 0);
    }

    private int marked(int k, int shift) {
        return (rows[WORDS * k + MARKS] >>> shift) & Byte.MAX_VALUE;
    }

    private void mark(int k, int shift, int value) {
        int at = WORDS * k + MARKS;
        int bounded = Math.min(Byte.MAX_VALUE, value);
        rows[at] = (rows[at] & ~(Byte.MAX_VALUE << shift)) | (bounded << shift);
    }

    public boolean everReady(int k) {
        return (rows[WORDS * k + MARKS] & EVER_READY) != 0;
    }

    public void becameReady(int k) {
        rows[WORDS * k + MARKS] |= EVER_READY;
    }

    /** Returns what was missing since the last slice that was complete in time, at most 127 %. */
    public int debtPercent(int k) {
        return marked(k, DEBT_SHIFT);
    }

    public void debtPercent(int k, int percent) {
        mark(k, DEBT_SHIFT, percent);
    }
}
