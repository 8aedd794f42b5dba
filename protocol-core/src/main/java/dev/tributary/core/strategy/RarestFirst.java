package dev.tributary.core.strategy;

import dev.tributary.core.base.Rng;
import java.util.Arrays;

/**
 * Asks for pieces, those with the fewest holders first and among them the one that is due first,
 * each of a holder drawn at random.
 */
public final class RarestFirst {
    private static final int PIECE_BITS = 14;
    private static final int SLICE_BITS = 31;

    private long[] order = new long[16];
    private int count;

    /** Forgets all pieces. */
    public void clear() {
        count = 0;
    }

    /** Adds the piece under the cursor. */
    public void add(Holes holes) {
        order = count == order.length ? Arrays.copyOf(order, 2 * count) : order;
        long holders = Long.bitCount(holes.holders());
        order[count++] =
                holders << (PIECE_BITS + SLICE_BITS)
                        | (long) holes.slice() << PIECE_BITS
                        | holes.piece();
    }

    /** Asks for all that neighbours take. */
    public void ask(Holes holes, Rng rng) {
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            int slice = (int) (order[i] >> PIECE_BITS) & Integer.MAX_VALUE;
            holes.seek(slice, (int) order[i] & ((1 << PIECE_BITS) - 1));
            askAny(holes, rng);
        }
    }

    /** Asks a holder drawn at random of the piece under the cursor, or the next that takes it. */
    public static boolean askAny(Holes holes, Rng rng) {
        long rest = holes.holders();
        while (rest != 0) {
            int link = nth(rest, rng.nextInt(Long.bitCount(rest)));
            if (holes.ask(link)) {
                return true;
            }
            rest &= ~(1L << link);
        }
        return false;
    }

    private static int nth(long bits, int n) {
        long rest = bits;
        for (int i = 0; i < n; i++) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }
}
