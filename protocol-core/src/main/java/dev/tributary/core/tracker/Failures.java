package dev.tributary.core.tracker;

/**
 * The last few sessions that failed, or complained about, one member; the oldest is overwritten.
 */
public final class Failures {
    private static final int SIZE = 8;

    private final int[] sessions = new int[SIZE];
    private final long[] untilNanos = new long[SIZE];
    private int next;

    /** Remembers a session until the given time. */
    public void add(int session, long until) {
        for (int i = 0; i < SIZE; i++) {
            if (sessions[i] == session) {
                untilNanos[i] = until;
                return;
            }
        }
        sessions[next] = session;
        untilNanos[next] = until;
        next = (next + 1) % SIZE;
    }

    /** Returns whether a session is remembered. */
    public boolean contains(long nowNanos, int session) {
        for (int i = 0; i < SIZE; i++) {
            if (sessions[i] == session && nowNanos < untilNanos[i]) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of remembered sessions. */
    public int count(long nowNanos) {
        int count = 0;
        for (long until : untilNanos) {
            count += nowNanos < until ? 1 : 0;
        }
        return count;
    }
}
