package dev.tributary.core.pull;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import java.util.Arrays;

/**
 * Which neighbour says to have, or to load, which piece of the slices ahead: for each piece two
 * words, bit = link. What is said of slices that are complete here, of the past, of the far future
 * or of pieces that no slice of the room has is forgotten at once, so that nobody can make it grow.
 */
public final class HolderMap {
    private static final long[] NONE = {};

    /** In the place of what is said of a slice that is complete here. */
    private static final long[] DONE = new long[0];

    private final int mask;
    private final int piecesMax;
    private final int[] slice;
    private final long[][] here;
    private final long[][] coming;
    private final int[] roles = new int[LinkTable.LINKS_MAX];

    /**
     * Creates an empty map.
     *
     * @param slots how many slices it keeps apart, a power of two
     * @param piecesMax pieces of the largest slice that the room can have
     */
    public HolderMap(int slots, int piecesMax) {
        mask = slots - 1;
        this.piecesMax = piecesMax;
        slice = new int[slots];
        here = new long[slots][];
        coming = new long[slots][];
        Arrays.fill(here, NONE);
        Arrays.fill(coming, NONE);
    }

    /**
     * A neighbour says what it has.
     *
     * @param from no slice before is of interest
     * @param to nor any from this one on
     * @return how many runs were about slices out of these bounds, or about too many pieces
     */
    public int heard(int link, Have have, int from, int to) {
        roles[link] = have.roles();
        int strange = 0;
        for (int i = 0; i < have.pieces().size(); i++) {
            PieceRun run = have.pieces().get(i);
            if (run.slice() >= to || run.end() > piecesMax) {
                strange++;
            } else if (run.slice() >= from) {
                mark(link, run);
            }
        }
        return strange;
    }

    private void mark(int link, PieceRun run) {
        int slot = run.slice() & mask;
        if (slice[slot] > run.slice()) {
            return;
        }
        claim(run.slice());
        if (here[slot] == DONE) {
            return;
        }
        here[slot] = atLeast(here[slot], run.end());
        coming[slot] = atLeast(coming[slot], run.end());
        long bit = 1L << link;
        for (int piece = run.first(); piece < run.end(); piece++) {
            coming[slot][piece] |= bit;
            here[slot][piece] |= run.mark() == Have.HERE ? bit : 0;
        }
    }

    private void claim(int number) {
        int slot = number & mask;
        if (slice[slot] != number) {
            slice[slot] = number;
            here[slot] = NONE;
            coming[slot] = NONE;
        }
    }

    private static long[] atLeast(long[] words, int length) {
        return words.length >= length ? words : Arrays.copyOf(words, length);
    }

    /** Returns the links whose neighbours say they have a piece. */
    public long holders(int number, int piece) {
        return word(here, number, piece);
    }

    /** Returns the links whose neighbours say they have a piece or load it. */
    public long promised(int number, int piece) {
        return word(coming, number, piece);
    }

    private long word(long[][] words, int number, int piece) {
        int slot = number & mask;
        return slice[slot] == number && piece < words[slot].length ? words[slot][piece] : 0;
    }

    /** A neighbour does not have a piece after all. */
    public void lacks(int link, int number, int piece) {
        int slot = number & mask;
        if (slice[slot] == number && piece < here[slot].length) {
            here[slot][piece] &= ~(1L << link);
            coming[slot][piece] &= ~(1L << link);
        }
    }

    /** A slice is complete here: nothing of it is looked for any more. */
    public void done(int number) {
        int slot = number & mask;
        if (slice[slot] <= number) {
            slice[slot] = number;
            here[slot] = DONE;
            coming[slot] = DONE;
        }
    }

    /** A link has ended. */
    public void forget(int link) {
        roles[link] = 0;
        for (int slot = 0; slot <= mask; slot++) {
            clear(here[slot], 1L << link);
            clear(coming[slot], 1L << link);
        }
    }

    private static void clear(long[] words, long bit) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= ~bit;
        }
    }

    /** Returns the classes that a neighbour takes from the CDN. */
    public int roles(int link) {
        return roles[link];
    }
}
