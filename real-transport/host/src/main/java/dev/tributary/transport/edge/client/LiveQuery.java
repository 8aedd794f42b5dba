package dev.tributary.transport.edge.client;

import dev.tributary.core.base.Check;
import dev.tributary.transport.http.ByteRange;

/**
 * What the query of a request about a standing stream says.
 *
 * @param mask bit k = sub-stream k
 */
public record LiveQuery(int mask, int fromSlice) {
    /** Most sub-streams. */
    public static final int SUB_STREAMS_MAX = 31;

    /** Returns what a mask and a slice say, or null when one of them is out of range. */
    public static LiveQuery of(String sub, String from, int subStreams) {
        if (sub == null || from == null || !sub.matches("[0-9a-f]{1,8}")) {
            return null;
        }
        long mask = Long.parseLong(sub, 16);
        long slice = from.matches("[0-9]{1,10}") ? Long.parseLong(from) : -1;
        boolean fits = mask >>> subStreams == 0 && slice >= 0 && slice <= Integer.MAX_VALUE;
        return fits ? new LiveQuery((int) mask, (int) slice) : null;
    }

    /** Returns the number of sub-streams, or 0 when it is none. */
    public static int subStreams(String text) {
        int number = text == null ? -1 : ByteRange.number(text);
        return number >= 1 && number <= SUB_STREAMS_MAX ? number : 0;
    }

    /** Returns the query for a change. */
    String text() {
        Check.that(fromSlice >= 0, "slices are not negative");
        return "sub=" + Integer.toHexString(mask) + "&from=" + fromSlice;
    }
}
