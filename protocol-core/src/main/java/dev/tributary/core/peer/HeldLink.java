package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.wire.Data;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;

/** What waits for one link, in order, and how much of what it should carry it has carried. */
final class HeldLink {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean full;

    /** When it became full, and what was sent just before: it carries that too, and first. */
    private long fullNanos;

    private long recentBytes;

    private long waitingBytes;

    /** Since when something has been waiting, and what was sent since then. */
    private long sinceNanos;

    private long sentBytes;

    /** What was of no use any more when it could have been sent. */
    private long lostBytes;

    /**
     * What waits.
     *
     * @param order of all that waits in a viewer
     * @param untilNanos when it is of no use any more
     */
    record Waiting(int link, long order, long untilNanos, Data data) {}

    void takes() {
        full = false;
    }

    /**
     * The link takes no more.
     *
     * @param bytes sent just before, most of which it still has to carry
     */
    void fills(long nowNanos, long bytes) {
        full = true;
        fullNanos = nowNanos;
        recentBytes = bytes;
    }

    /** Returns whether what is sent must wait: the link is full, or older media waits. */
    boolean holds() {
        return full || !waiting.isEmpty();
    }

    void add(long nowNanos, Waiting one) {
        if (waiting.isEmpty()) {
            judgeAnew(nowNanos - PeerConfig.HELD_NANOS);
            sentBytes = nowNanos - fullNanos <= PeerConfig.HELD_NANOS ? recentBytes : 0;
        }
        waiting.addLast(one);
        waitingBytes += one.data.payload().length();
    }

    /** Returns the oldest if it can be sent, or is of no use any more; otherwise null. */
    @Nullable
    Waiting ready(long nowNanos) {
        Waiting oldest = waiting.peekFirst();
        return oldest != null && (!full || oldest.untilNanos < nowNanos) ? oldest : null;
    }

    /** The oldest is sent, or dropped as it is of no use any more. */
    void removeFirst(long nowNanos) {
        Waiting oldest = waiting.removeFirst();
        int bytes = oldest.data.payload().length();
        waitingBytes -= bytes;
        if (oldest.untilNanos < nowNanos) {
            lostBytes += bytes;
        } else {
            sentBytes += bytes;
        }
    }

    /** Drops some of what waits; returns how many bytes. */
    int removeIf(Predicate<Waiting> which) {
        int bytes = 0;
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting one = all.next();
            if (which.test(one)) {
                all.remove();
                bytes += one.data.payload().length();
            }
        }
        waitingBytes -= bytes;
        return bytes;
    }

    /** Returns for how long something has been waiting, 0 for nothing; as far as is remembered. */
    long waitedNanos(long nowNanos) {
        return waiting.isEmpty() ? 0 : nowNanos - sinceNanos;
    }

    /** Returns what it should have carried since something waits. */
    double owedBytes() {
        return (double) sentBytes + lostBytes + waitingBytes;
    }

    /** Returns what it will have carried in time of that, if it goes on as it has. */
    double expectedBytes(long nowNanos) {
        if (waiting.isEmpty()) {
            return (double) sentBytes;
        }
        double left = (double) Math.max(0, waiting.getLast().untilNanos - nowNanos);
        double rate = sentBytes / (double) Math.max(1, nowNanos - sinceNanos);
        return sentBytes + Math.min((double) waitingBytes, rate * left);
    }

    /** What happened before counts half. */
    void forgetHalf(long nowNanos) {
        sinceNanos += (nowNanos - sinceNanos) / 2;
        sentBytes /= 2;
        lostBytes /= 2;
    }

    void judgeAnew(long nowNanos) {
        sinceNanos = nowNanos;
        sentBytes = 0;
        lostBytes = 0;
    }
}
