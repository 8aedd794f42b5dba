package dev.tributary.core.pull;

import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;

/**
 * How neighbours have answered so far, by this viewer's own experience alone, so that nobody can
 * lie about itself. Averages move by an eighth of each difference (RFC 6298), answers by a fifth
 * (systems.md 3.3).
 */
public final class Experience {
    private static final int WORDS = 4;
    private static final int ANSWERS = 0;
    private static final int SUCCESS = 1;
    private static final int SERVICE = 2;
    private static final int GOODPUT = 3;
    private static final int ALL = 1_000;

    /** What a neighbour that refused something is spared, nanoseconds. */
    private static final long SPARED_NANOS = 500_000_000L;

    private final int[] rows = new int[WORDS * LinkTable.LINKS_MAX];
    private final long[] sparedUntilNanos = new long[LinkTable.LINKS_MAX];

    /** Creates it without any. */
    public Experience() {
        for (int link = 0; link < LinkTable.LINKS_MAX; link++) {
            forget(link);
        }
    }

    /** A link is new, or has ended. */
    public void forget(int link) {
        for (int i = 0; i < WORDS; i++) {
            rows[WORDS * link + i] = 0;
        }
        rows[WORDS * link + SUCCESS] = ALL;
        sparedUntilNanos[link] = Long.MIN_VALUE;
    }

    /** A piece came that was asked for so long ago. */
    public void came(int link, long tookNanos, int bytes) {
        int millis = (int) Math.max(1, Math.min(60_000, tookNanos / Time.NANOS_PER_MILLI));
        int kbps = (int) Math.min(1_000_000, 8L * bytes / millis);
        answered(link, ALL);
        smooth(WORDS * link + SERVICE, millis);
        smooth(WORDS * link + GOODPUT, kbps);
    }

    /** A piece did not come. */
    public void failed(int link) {
        answered(link, 0);
    }

    /** A neighbour sends nothing now: nothing is asked of it for a while. */
    public void refused(long nowNanos, int link) {
        sparedUntilNanos[link] = nowNanos + SPARED_NANOS;
    }

    /** Returns whether a neighbour has just refused something. */
    public boolean spared(long nowNanos, int link) {
        return nowNanos < sparedUntilNanos[link];
    }

    private void answered(int link, int success) {
        int at = WORDS * link;
        rows[at + ANSWERS] = Math.min(Integer.MAX_VALUE - 1, rows[at + ANSWERS]) + 1;
        rows[at + SUCCESS] += (success - rows[at + SUCCESS]) / 5;
    }

    private void smooth(int at, int value) {
        rows[at] = rows[at] == 0 ? value : Math.max(1, rows[at] + (value - rows[at]) / 8);
    }

    public int answers(int link) {
        return rows[WORDS * link + ANSWERS];
    }

    public int successPermille(int link) {
        return rows[WORDS * link + SUCCESS];
    }

    public int serviceMillis(int link) {
        return rows[WORDS * link + SERVICE];
    }

    public int goodputKbps(int link) {
        return rows[WORDS * link + GOODPUT];
    }
}
