package dev.tributary.sim.kernel;

import java.util.Arrays;

/**
 * Which slots of a radix wheel hold something, so that the first of them is found at once.
 *
 * <p>A level has {@value #PER_LEVEL} slots, one for each value of a digit of {@value #DIGIT_BITS}
 * bits; the slots of a lower level come before those of a higher one.
 */
final class OccupiedSlots {
    static final int DIGIT_BITS = 11;
    static final int PER_LEVEL = 1 << DIGIT_BITS;
    private static final int WORDS_PER_LEVEL = PER_LEVEL / Long.SIZE;

    private final long[] slots;
    private final int[] words;
    private int levels;

    OccupiedSlots(int levelCount) {
        slots = new long[levelCount * WORDS_PER_LEVEL];
        words = new int[levelCount];
    }

    boolean isEmpty() {
        return levels == 0;
    }

    /** The occupied slot that comes first; there must be one. */
    int first() {
        int level = Integer.numberOfTrailingZeros(levels);
        int word = level * WORDS_PER_LEVEL + Integer.numberOfTrailingZeros(words[level]);
        return word * Long.SIZE + Long.numberOfTrailingZeros(slots[word]);
    }

    void add(int slot) {
        int word = slot / Long.SIZE;
        int level = slot / PER_LEVEL;
        // Java shifts by the low bits of the count, here the bit in its word and its level.
        slots[word] |= 1L << slot;
        words[level] |= 1 << word;
        levels |= 1 << level;
    }

    void remove(int slot) {
        int word = slot / Long.SIZE;
        slots[word] &= ~(1L << slot);
        if (slots[word] == 0) {
            int level = slot / PER_LEVEL;
            words[level] &= ~(1 << word);
            if (words[level] == 0) {
                levels &= ~(1 << level);
            }
        }
    }

    void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(words, 0);
        levels = 0;
    }
}
