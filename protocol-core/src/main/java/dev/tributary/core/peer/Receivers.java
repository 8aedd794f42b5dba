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
    private static final int WORDS = 4;
    private static final int FIRST = 2;
    private static final int[] NOBODY = {};

    private final RoomSettings settings;
    private final int fanOut;

    /**
     * Four words for each: link and sub-stream, the first slice, and the slices that are left out:
     * the first of them and the first after them.
     */
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
        return rows[WORDS * i] >>> SUB_BITS;
    }

    private int subStream(int i) {
        return rows[WORDS * i] & SUB_MASK;
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
        if (WORDS * count == rows.length) {
            rows = Arrays.copyOf(rows, rows.length + WORDS * FIRST);
        }
        int at = WORDS * count++;
        rows[at] = link << SUB_BITS | subStream;
        rows[at + 1] = fromSlice;
        rows[at + 2] = 0;
        rows[at + 3] = 0;
    }

    /**
     * A link that is fed does not want some slices of the sub-stream.
     *
     * @param from the first of them, none of which has come yet
     * @param to the first that it wants again
     */
    void leaveOut(int link, int subStream, int from, int to) {
        int at = WORDS * indexOf(link, subStream);
        rows[at + 2] = from;
        rows[at + 3] = to;
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
        System.arraycopy(rows, WORDS * count, rows, WORDS * i, WORDS);
    }

    /**
     * Returns the link of the n-th receiver, or NO_LINK when it did not subscribe a slice. A
     * different receiver is the first for each slice.
     */
    int link(int n, int slice) {
        int at = (slice % count + n) % count;
        boolean wants = subStream(at) == settings.subStream(slice) && wants(WORDS * at, slice);
        return wants ? link(at) : LinkTable.NO_LINK;
    }

    private boolean wants(int at, int slice) {
        return slice >= rows[at + 1] && (slice < rows[at + 2] || slice >= rows[at + 3]);
    }
}
