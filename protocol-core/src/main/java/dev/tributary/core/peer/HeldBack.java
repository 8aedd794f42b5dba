package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Media for links whose transport takes no more at present, oldest first. It waits here and not in
 * the transport, because what is here can still be dropped when it is of no use any more.
 */
final class HeldBack {
    /** A link must have been full for this part of the peer window to be judged. */
    private static final int JUDGED_PART = 3;

    /** After so many of these times what is known of a link counts half. */
    private static final int AGED_PARTS = 4;

    private final RoomSettings settings;

    /** Bit n = the link n takes no more. */
    private long full;

    private final long judgedNanos;

    private final int[] messages = new int[LinkTable.LINKS_MAX];

    /** Since when something has been waiting for a link, and what was sent over it since then. */
    private final long[] sinceNanos = new long[LinkTable.LINKS_MAX];

    private final long[] sentBytes = new long[LinkTable.LINKS_MAX];

    /** What was of no use any more when it could have been sent. */
    private final long[] lostBytes = new long[LinkTable.LINKS_MAX];

    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * What waits.
     *
     * @param untilNanos when it is of no use any more
     */
    record Waiting(int link, long untilNanos, Data data) {}

    HeldBack(RoomSettings settings) {
        this.settings = settings;
        judgedNanos = settings.peerWindowMillis() * Time.NANOS_PER_MILLI / JUDGED_PART;
    }

    void takes(int link, boolean more) {
        full = more ? full & ~(1L << link) : full | 1L << link;
    }

    private boolean full(int link) {
        return (full >>> link & 1) != 0;
    }

    /** Returns whether what is sent over a link must wait: it is full, or older media waits. */
    boolean holds(int link) {
        return full(link) || messages[link] > 0;
    }

    void add(long nowNanos, Waiting one) {
        waiting.add(one);
        if (messages[one.link]++ == 0) {
            sinceNanos[one.link] = nowNanos;
            sentBytes[one.link] = 0;
            lostBytes[one.link] = 0;
        }
    }

    /**
     * Returns a link that will have carried less than two thirds of what it should, in time, if it
     * goes on as it has since media began to wait for it; {@link LinkTable#NO_LINK} for none.
     */
    int hopeless(long nowNanos) {
        long judged = 0;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Waiting newest = waiting.get(i);
            if ((judged >>> newest.link & 1) == 0 && isHopeless(nowNanos, newest)) {
                return newest.link;
            }
            judged |= 1L << newest.link;
        }
        return LinkTable.NO_LINK;
    }

    private boolean isHopeless(long nowNanos, Waiting newest) {
        int link = newest.link;
        long elapsed = nowNanos - sinceNanos[link];
        if (elapsed < judgedNanos) {
            return false;
        }
        double here = bytes(link);
        double left = Math.max(0, newest.untilNanos - nowNanos);
        double goes = sentBytes[link] + Math.min(here, sentBytes[link] * left / elapsed);
        return 3 * goes < 2 * (sentBytes[link] + lostBytes[link] + here);
    }

    /** What happened long ago counts less and less. */
    private void age(long nowNanos, int link) {
        long elapsed = nowNanos - sinceNanos[link];
        if (elapsed > AGED_PARTS * judgedNanos) {
            sinceNanos[link] += elapsed / 2;
            sentBytes[link] /= 2;
            lostBytes[link] /= 2;
        }
    }

    private long bytes(int link) {
        long bytes = 0;
        for (Waiting one : waiting) {
            bytes += one.link == link ? one.data.payload().length() : 0;
        }
        return bytes;
    }

    /** Returns whether something can be sent, or dropped, now. */
    boolean ready(long nowNanos) {
        return first(nowNanos) >= 0;
    }

    /** Takes the oldest that can be sent, or is of no use any more; null = there is none. */
    @Nullable
    Waiting poll(long nowNanos) {
        int at = first(nowNanos);
        if (at < 0) {
            return null;
        }
        Waiting one = waiting.remove(at);
        messages[one.link]--;
        long[] counter = one.untilNanos < nowNanos ? lostBytes : sentBytes;
        counter[one.link] += one.data.payload().length();
        age(nowNanos, one.link);
        return one;
    }

    private int first(long nowNanos) {
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            if (one.untilNanos < nowNanos || !full(one.link)) {
                return i;
            }
        }
        return -1;
    }

    /** Drops what waits of a sub-stream for a link; returns how many bytes. */
    int remove(int link, int subStream) {
        return removeIf(
                one ->
                        one.link == link
                                && settings.subStream(one.data.header().slice()) == subStream);
    }

    /** Drops what waits for a link; returns how many bytes. */
    int removeLink(int link) {
        return removeIf(one -> one.link == link);
    }

    private int removeIf(Predicate<Waiting> which) {
        int bytes = 0;
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting one = all.next();
            if (which.test(one)) {
                all.remove();
                messages[one.link]--;
                bytes += one.data.payload().length();
            }
        }
        return bytes;
    }
}
