package dev.tributary.core.peer;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.room.RoomSettings;
import java.util.Arrays;

/**
 * The links that are fed, each with a sub-stream and the slice from which on it wants it.
 *
 * <p>The fan-out bounds how many are accepted; who accepts looks at {@link #free} first.
 */
final class Receivers {
    private static final int SUB_BITS = 8;
    private static final int SUB_MASK = (1 << SUB_BITS) - 1;
    private static final int FIRST = 2;
    private static final int[] NOBODY = {};

    private final RoomSettings settings;
    private final int fanOut;

    /** Two words for each: link and sub-stream, and the first slice. */
    private int[] rows = NOBODY;

    private int count;

    Receivers(RoomSettings settings, int fanOut) {
        this.settings = settings;
        this.fanOut = fanOut;
    }

    int count() {
        return count;
    }

    /** Returns how many more receivers there is room for. */
    int free() {
        return fanOut - count;
    }

    boolean has(int link, int subStream) {
        return indexOf(link, subStream) >= 0;
    }

    /** Returns whether a link is fed with anything. */
    boolean serves(int link) {
        for (int i = 0; i < count; i++) {
            if (link(i) == link) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether anybody is fed with a sub-stream. */
    boolean want(int subStream) {
        for (int i = 0; i < count; i++) {
            if (subStream(i) == subStream) {
                return true;
            }
        }
        return false;
    }

    private int link(int i) {
        return rows[2 * i] >>> SUB_BITS;
    }

    private int subStream(int i) {
        return rows[2 * i] & SUB_MASK;
    }

    private int indexOf(int link, int subStream) {
        for (int i = 0; i < count; i++) {
            if (link(i) == link && subStream(i) == subStream) {
                return i;
            }
        }
        return -1;
    }

    void add(int link, int subStream, int fromSlice) {
        if (2 * count == rows.length) {
            rows = Arrays.copyOf(rows, rows.length + 2 * FIRST);
        }
        rows[2 * count] = link << SUB_BITS | subStream;
        rows[2 * count++ + 1] = fromSlice;
    }

    /** Feeds a link no more with a sub-stream; returns whether it did. */
    boolean remove(int link, int subStream) {
        int i = indexOf(link, subStream);
        if (i < 0) {
            return false;
        }
        removeAt(i);
        return true;
    }

    /** Forgets a link that ended. */
    void removeLink(int link) {
        for (int i = count - 1; i >= 0; i--) {
            if (link(i) == link) {
                removeAt(i);
            }
        }
    }

    private void removeAt(int i) {
        count--;
        rows[2 * i] = rows[2 * count];
        rows[2 * i + 1] = rows[2 * count + 1];
    }

    /**
     * Returns the link of the n-th receiver, or NO_LINK when it did not subscribe a slice. A
     * different receiver is the first for each slice.
     */
    int link(int n, int slice) {
        int at = (slice % count + n) % count;
        boolean wants = subStream(at) == settings.subStream(slice) && slice >= rows[2 * at + 1];
        return wants ? link(at) : LinkTable.NO_LINK;
    }
}
