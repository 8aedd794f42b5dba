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

    private final int peers;

    /** All neighbours of peer 0, then of peer 1, and so on; and where each begins. */
    private final int[] neighbours;

    private final int[] begins;
    private long state = SEED;

    Overlay(int peers) {
        this.peers = peers;
        int[][] met = new int[peers][2 * LINKS_MADE];
        begins = new int[peers + 1];
        int[] degrees = new int[peers];
        for (int i = 0; i < peers; i++) {
            for (int k = 0; k < LINKS_MADE; k++) {
                int j;
                do {
                    j = (int) Long.remainderUnsigned(next(), peers);
                } while (j == i || contains(met[i], degrees[i], j));
                met[i] = add(met[i], degrees[i]++, j);
                met[j] = add(met[j], degrees[j]++, i);
            }
        }
        for (int i = 0; i < peers; i++) {
            begins[i + 1] = begins[i] + degrees[i];
        }
        neighbours = new int[begins[peers]];
        for (int i = 0; i < peers; i++) {
            System.arraycopy(met[i], 0, neighbours, begins[i], degrees[i]);
        }
    }

    private static boolean contains(int[] list, int size, int value) {
        for (int k = 0; k < size; k++) {
            if (list[k] == value) {
                return true;
            }
        }
        return false;
    }

    private static int[] add(int[] list, int size, int value) {
        int[] grown = size == list.length ? Arrays.copyOf(list, 2 * size) : list;
        grown[size] = value;
        return grown;
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
        return peers;
    }

    /** The number of the source; it is nobody's neighbour. */
    int source() {
        return peers;
    }

    /** Index of a peer's first neighbour; they are in the order in which they were met. */
    int begin(int peer) {
        return begins[peer];
    }

    /** Index after a peer's last neighbour. */
    int end(int peer) {
        return begins[peer + 1];
    }

    int neighbour(int index) {
        return neighbours[index];
    }

    static int delayMillis(int a, int b) {
        long pair = ((long) Math.min(a, b) << 32) | Math.max(a, b);
        return DELAY_MIN_MILLIS + (int) ((mix(pair) >>> 1) % DELAYS);
    }
}
