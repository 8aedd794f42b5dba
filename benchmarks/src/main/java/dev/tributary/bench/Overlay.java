package dev.tributary.bench;

import java.util.Arrays;

/** Who knows whom, how far apart they are, and whom the source feeds: peers.md, CD-1. */
final class Overlay {
    /** Sub-streams, hence pieces of a chunk. */
    static final int SUB_STREAMS = 6;

    private static final int LINKS_MADE = 8;
    private static final int DELAY_MIN_MILLIS = 10;
    private static final int DELAYS = 91;
    private static final long SEED = 42;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final int[][] neighbours;
    private final int[] degrees;
    private long state = SEED;

    Overlay(int peers) {
        neighbours = new int[peers][2 * LINKS_MADE];
        degrees = new int[peers];
        for (int i = 0; i < peers; i++) {
            for (int k = 0; k < LINKS_MADE; k++) {
                int j;
                do {
                    j = (int) Long.remainderUnsigned(next(), peers);
                } while (j == i || known(i, j));
                add(i, j);
                add(j, i);
            }
        }
        for (int i = 0; i < peers; i++) {
            neighbours[i] = Arrays.copyOf(neighbours[i], degrees[i]);
        }
    }

    private boolean known(int i, int j) {
        for (int k = 0; k < degrees[i]; k++) {
            if (neighbours[i][k] == j) {
                return true;
            }
        }
        return false;
    }

    private void add(int i, int j) {
        if (degrees[i] == neighbours[i].length) {
            neighbours[i] = Arrays.copyOf(neighbours[i], 2 * degrees[i]);
        }
        neighbours[i][degrees[i]++] = j;
    }

    private long next() {
        long value = mix(state);
        state += GOLDEN_GAMMA;
        return value;
    }

    /** SplitMix64's output for the state x. */
    static long mix(long x) {
        long z = x + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int peers() {
        return neighbours.length;
    }

    /** The number of the source; it is nobody's neighbour. */
    int source() {
        return neighbours.length;
    }

    /** In the order in which they were met. */
    int[] neighbours(int peer) {
        return neighbours[peer];
    }

    static int delayMillis(int a, int b) {
        long pair = ((long) Math.min(a, b) << 32) | Math.max(a, b);
        return DELAY_MIN_MILLIS + (int) ((mix(pair) >>> 1) % DELAYS);
    }
}
