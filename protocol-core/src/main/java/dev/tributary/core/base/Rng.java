package dev.tributary.core.base;

/**
 * Small deterministic generator for decisions of the core: xoshiro128** (Blackman and Vigna, 2018).
 *
 * <p>32-bit arithmetic only, because 64-bit integers are slow in JavaScript; the same seed gives
 * the same sequence on every platform. Not for secrets.
 */
public final class Rng {
    private int s0;
    private int s1;
    private int s2;
    private int s3;

    /** Creates the generator of one entity; equal seeds give equal sequences. */
    public Rng(int seed) {
        int state = seed;
        s0 = mix(state += 0x9e3779b9);
        s1 = mix(state += 0x9e3779b9);
        s2 = mix(state += 0x9e3779b9);
        s3 = mix(state + 0x9e3779b9) | 1;
    }

    /** Returns 32 uniform bits. */
    public int nextInt() {
        int result = Integer.rotateLeft(s1 * 5, 7) * 9;
        int shifted = s1 << 9;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Integer.rotateLeft(s3, 11);
        return result;
    }

    /** Returns a uniform value in {@code 0..bound-1}; the bias is below {@code bound / 2^31}. */
    public int nextInt(int bound) {
        Check.that(bound > 0, "bound must be positive");
        return (nextInt() >>> 1) % bound;
    }

    /** Murmur3's finalizer: every input bit changes about half of the output bits. */
    public static int mix(int value) {
        int h = value;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
