package dev.tributary.core.testkit;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Rng;
import java.util.ArrayList;
import java.util.List;

/**
 * The random choices behind one example: drawn from a generator first, replayed afterwards.
 *
 * <p>Every choice is a number from 0 on and smaller ones mean smaller examples, which is all that
 * {@link Property} must know to shrink.
 */
public final class Choices {
    private final Rng rng;
    private final List<Long> replayed;
    private final List<Long> made = new ArrayList<>();

    Choices(int seed) {
        this.rng = new Rng(seed);
        this.replayed = List.of();
    }

    /** Replays choices as far as they fit; past their end every choice is 0. */
    Choices(List<Long> replayed) {
        this.rng = null;
        this.replayed = replayed;
    }

    List<Long> made() {
        return made;
    }

    /** Returns a number in the closed range, small ones and the ends more often than the rest. */
    public int between(int low, int high) {
        return (int) between((long) low, (long) high);
    }

    /** Returns a number in the closed range, small ones and the ends more often than the rest. */
    public long between(long low, long high) {
        long span = high - low + 1;
        Check.that(span > 0, "the range is not empty");
        return low + choose(span, true);
    }

    /** Returns either. */
    public boolean flag() {
        return choose(2, false) == 1;
    }

    /** Returns one of the values. */
    @SafeVarargs
    public final <E> E oneOf(E... values) {
        return values[(int) choose(values.length, false)];
    }

    /** Returns as many bytes as asked. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) choose(256, false);
        }
        return bytes;
    }

    private long choose(long span, boolean edges) {
        long choice;
        if (rng == null) {
            long recorded = made.size() < replayed.size() ? replayed.get(made.size()) : 0;
            choice = Math.min(recorded, span - 1);
        } else if (edges) {
            choice = drawnWithEdges(span);
        } else {
            choice = drawn() % span;
        }
        made.add(choice);
        return choice;
    }

    private long drawnWithEdges(long span) {
        int kind = rng.nextInt(8);
        if (kind < 2) {
            return kind == 0 ? 0 : span - 1;
        }
        long value = kind < 5 ? drawn() & (1L << rng.nextInt(62)) - 1 : drawn();
        return value % span;
    }

    /** Returns 62 bits. */
    private long drawn() {
        return (long) (rng.nextInt() >>> 1) << 31 | (rng.nextInt() >>> 1);
    }
}
