package dev.tributary.core.peer;

import dev.tributary.core.room.RoomSettings;
import java.util.Arrays;

/**
 * The links that are fed, each with a sub-stream and the slice from which on it wants it.
 *
 * <p>The fan-out bounds how many are accepted; who accepts looks at {@link #free} first.
 */
final class Receivers {
    private final RoomSettings settings;
    private final int fanOut;
    private short[] links = new short[4];
    private byte[] subStreams = new byte[4];
    private int[] fromSlices = new int[4];
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
            if (links[i] == link) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether anybody is fed with a sub-stream. */
    boolean want(int subStream) {
        for (int i = 0; i < count; i++) {
            if (subStreams[i] == subStream) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(int link, int subStream) {
        for (int i = 0; i < count; i++) {
            if (links[i] == link && subStreams[i] == subStream) {
                return i;
            }
        }
        return -1;
    }

    void add(int link, int subStream, int fromSlice) {
        if (count == links.length) {
            links = Arrays.copyOf(links, count * 2);
            subStreams = Arrays.copyOf(subStreams, count * 2);
            fromSlices = Arrays.copyOf(fromSlices, count * 2);
        }
        links[count] = (short) link;
        fromSlices[count] = fromSlice;
        subStreams[count++] = (byte) subStream;
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
            if (links[i] == link) {
                removeAt(i);
            }
        }
    }

    private void removeAt(int i) {
        count--;
        links[i] = links[count];
        subStreams[i] = subStreams[count];
        fromSlices[i] = fromSlices[count];
    }

    /**
     * Returns the link of the n-th receiver, or NO_LINK when it did not subscribe a slice. A
     * different receiver is the first for each slice.
     */
    int link(int n, int slice) {
        int at = (slice % count + n) % count;
        boolean wants = subStreams[at] == settings.subStream(slice) && slice >= fromSlices[at];
        return wants ? links[at] : LinkTable.NO_LINK;
    }
}
