package dev.tributary.core.link;

/**
 * Viewers that sent forged media: no link with them any more. The oldest ban gives way when there
 * are more than {@value #BANS_MAX}.
 */
public final class Bans {
    private static final int BANS_MAX = 32;

    private static final long BAN_NANOS = 600_000_000_000L;

    private static final int[] NOBODY = {};

    private static final long[] NO_TIME = {};

    /** Of no length before the first, as most viewers never meet one. */
    private int[] session = NOBODY;

    private long[] untilNanos = NO_TIME;
    private int next;

    public void add(long nowNanos, int banned) {
        if (session.length == 0) {
            session = new int[BANS_MAX];
            untilNanos = new long[BANS_MAX];
        }
        session[next] = banned;
        untilNanos[next] = nowNanos + BAN_NANOS;
        next = (next + 1) % BANS_MAX;
    }

    public boolean banned(long nowNanos, int asked) {
        for (int i = 0; i < session.length; i++) {
            if (session[i] == asked && untilNanos[i] > nowNanos) {
                return true;
            }
        }
        return false;
    }
}
