package dev.tributary.core.pull;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.link.LinkTable;
import java.util.Arrays;

/**
 * What is known of each piece of slices that are not complete: whether it is here, or else of whom
 * it was asked, one at a time, and until when that counts. Invariant: the pieces on their way over
 * a link are as many as {@link #inFlight} says.
 */
public final class PieceTable {
    private static final int NOBODY = 0;
    private static final int HERE = Integer.MAX_VALUE;

    private final int mask;
    private final int[] slice;

    /**
     * By slot and piece: 0 = nobody, n > 0 = link n - 1, n < 0 = request -n to the CDN, or HERE.
     */
    private final int[][] whom;

    /** By slot and piece: when it was asked for, and until when it is waited for. */
    private final long[][] times;

    private final int[] inFlight = new int[LinkTable.LINKS_MAX];

    /** Creates a table in which nothing was asked; {@code slots} is a power of two. */
    public PieceTable(int slots) {
        mask = slots - 1;
        slice = new int[slots];
        whom = new int[slots][];
        times = new long[slots][];
    }

    private @Nullable int[] whom(int number) {
        int slot = number & mask;
        return slice[slot] == number ? whom[slot] : null;
    }

    private int whom(int number, int piece) {
        int[] of = whom(number);
        return of == null || piece >= of.length ? NOBODY : of[piece];
    }

    /** Returns the link that was asked for a piece, or NO_LINK. */
    public int link(int number, int piece) {
        int value = whom(number, piece);
        return value == HERE ? LinkTable.NO_LINK : Math.max(0, value) - 1;
    }

    /** Returns whether a piece of a slice that is not complete is here. */
    public boolean here(int number, int piece) {
        return whom(number, piece) == HERE;
    }

    /** Returns the request to the CDN for a piece, 0 = none. */
    public int request(int number, int piece) {
        return -Math.min(0, whom(number, piece));
    }

    /** Returns when a piece was asked for. */
    public long sinceNanos(int number, int piece) {
        return times[number & mask][2 * piece];
    }

    /** Returns until when a piece that was asked for is waited for. */
    public long untilNanos(int number, int piece) {
        return times[number & mask][2 * piece + 1];
    }

    /** Returns the pieces on their way over a link. */
    public int inFlight(int link) {
        return inFlight[link];
    }

    /** A neighbour was asked for a piece of a slice of so many. */
    public void ask(long nowNanos, int number, int pieces, int piece, int link, long untilNanos) {
        if (!set(number, pieces, piece, link + 1)) {
            return;
        }
        inFlight[link]++;
        long[] at = times[number & mask];
        at[2 * piece] = nowNanos;
        at[2 * piece + 1] = untilNanos;
    }

    /** The CDN was asked for a piece. */
    public void fetch(int number, int pieces, int piece, int request) {
        set(number, pieces, piece, -request);
    }

    /** A piece came. */
    public void came(int number, int pieces, int piece) {
        set(number, pieces, piece, HERE);
    }

    /** Returns false of a slice that is older than the one of its place. */
    private boolean set(int number, int pieces, int piece, int value) {
        int slot = number & mask;
        if (slice[slot] > number) {
            return false;
        }
        if (slice[slot] != number) {
            clear(slice[slot]);
            slice[slot] = number;
        }
        int[] of = whom[slot];
        if (of == null) {
            of = new int[pieces];
            whom[slot] = of;
            times[slot] = new long[2 * pieces];
        }
        if (of.length < pieces) {
            // An index said another size than the origin's seal.
            of = Arrays.copyOf(of, pieces);
            whom[slot] = of;
            times[slot] = Arrays.copyOf(times[slot], 2 * pieces);
        }
        end(number, piece);
        of[piece] = value;
        return true;
    }

    /** A piece is waited for no more: it came, or it will not. */
    public void end(int number, int piece) {
        int[] of = whom(number);
        if (of == null || piece >= of.length) {
            return;
        }
        if (of[piece] > 0 && of[piece] < HERE) {
            inFlight[of[piece] - 1]--;
        }
        of[piece] = NOBODY;
    }

    /** Nothing of a slice is waited for any more. */
    public void clear(int number) {
        int[] of = whom(number);
        for (int piece = 0; of != null && piece < of.length; piece++) {
            end(number, piece);
        }
        whom[number & mask] = slice[number & mask] == number ? null : whom[number & mask];
    }

    /** A link has ended: what was asked over it is asked of nobody. */
    public void forget(int link) {
        for (int slot = 0; slot <= mask; slot++) {
            int[] of = whom[slot];
            for (int piece = 0; of != null && piece < of.length; piece++) {
                if (of[piece] == link + 1) {
                    end(slice[slot], piece);
                }
            }
        }
    }
}
