package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
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
    private final RoomSettings settings;

    /** Bit n = the link n takes no more. */
    private long full;

    private final int[] messages = new int[LinkTable.LINKS_MAX];
    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * What waits.
     *
     * @param untilNanos when it is of no use any more
     */
    record Waiting(int link, long untilNanos, Data data) {}

    HeldBack(RoomSettings settings) {
        this.settings = settings;
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

    void add(Waiting one) {
        waiting.add(one);
        messages[one.link]++;
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

    /** Forgets a link that ended. */
    void removeLink(int link) {
        takes(link, true);
        removeIf(one -> one.link == link);
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
