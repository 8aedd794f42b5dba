package dev.tributary.transport.mp4;

/**
 * Reads the bits of a parameter set or a configuration, which may be hostile: behind its end there
 * are zeros, and {@link #beyond} says that it came to that.
 */
final class BitReader {
    private final byte[] bytes;
    private final int endBit;
    private int bit;
    private boolean beyond;

    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        bit = 8 * from;
        endBit = 8 * to;
    }

    /**
     * Reads a NAL unit, without the bytes that keep start codes out of it (H.264 and H.265, 7.3.1).
     */
    static BitReader ofNal(byte[] bytes, int from, int to) {
        byte[] raw = new byte[to - from];
        int length = 0;
        int zeros = 0;
        for (int i = from; i < to; i++) {
            boolean inserted = zeros >= 2 && bytes[i] == 3;
            zeros = bytes[i] == 0 ? zeros + 1 : 0;
            if (!inserted) {
                raw[length++] = bytes[i];
            }
        }
        return new BitReader(raw, 0, length);
    }

    /** Returns whether more was read than there is. */
    boolean beyond() {
        return beyond;
    }

    /** Returns the next bits as a number. */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | one();
        }
        return value;
    }

    boolean flag() {
        return one() != 0;
    }

    void skip(int count) {
        beyond |= count > endBit - bit;
        bit = Math.min(endBit, bit + count);
    }

    /** Returns an Exp-Golomb number (H.264, 9.1), at most 2^31-2; larger ones are beyond. */
    int ue() {
        int zeros = 0;
        while (!beyond && !flag()) {
            zeros++;
        }
        if (zeros > 30) {
            beyond = true;
            return 0;
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** Reads over a signed Exp-Golomb number and returns it. */
    int se() {
        int code = ue();
        return (code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1;
    }

    private int one() {
        if (bit >= endBit) {
            beyond = true;
            return 0;
        }
        int value = bytes[bit >> 3] >> (7 - (bit & 7)) & 1;
        bit++;
        return value;
    }
}
