package dev.tributary.core.peer;

import java.util.Arrays;

/** What was sent over each link in the last one to two times {@link PeerConfig#HELD_NANOS}. */
final class RecentBytes {
    private static final int WORDS = 3;
    private static final int LINKS_STEP = 4;

    /** For each link: when its interval began, bytes in it, bytes in the interval before. */
    private long[] rows = {};

    void sent(long nowNanos, int link, int bytes) {
        int at = WORDS * link;
        if (at >= rows.length) {
            rows = Arrays.copyOf(rows, at + WORDS * LINKS_STEP);
        }
        moveOn(nowNanos, at);
        rows[at + 1] += bytes;
    }

    long bytes(long nowNanos, int link) {
        int at = WORDS * link;
        if (at >= rows.length) {
            return 0;
        }
        moveOn(nowNanos, at);
        return rows[at + 1] + rows[at + 2];
    }

    private void moveOn(long nowNanos, int at) {
        long past = nowNanos - rows[at];
        if (past >= PeerConfig.HELD_NANOS) {
            boolean next = past < 2 * PeerConfig.HELD_NANOS;
            rows[at + 2] = next ? rows[at + 1] : 0;
            rows[at + 1] = 0;
            rows[at] = next ? rows[at] + PeerConfig.HELD_NANOS : nowNanos;
        }
    }

    /** A link has ended; another may have its number. */
    void end(int link) {
        int at = WORDS * link;
        if (at < rows.length) {
            Arrays.fill(rows, at, at + WORDS, 0);
        }
    }
}
