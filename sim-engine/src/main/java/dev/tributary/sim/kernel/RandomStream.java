package dev.tributary.sim.kernel;

import nl.tudelft.simulation.jstats.streams.StreamInterface;

/**
 * A small random generator (48 bytes), equal on every JVM and for every release of ours.
 *
 * <p>xoroshiro128++ 1.0, Blackman and Vigna, "Scrambled linear pseudorandom number generators",
 * 2021; seeded through SplitMix64, Steele et al. 2014. Every draw of a distribution consumes a
 * fixed number of raw values, two for {@link #normal} and {@link #lognormal} and one for the rest.
 * Usable where DSOL wants a stream. Not synchronised.
 */
public final class RandomStream implements StreamInterface {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long originalSeed;
    private long seed;
    private long state0;
    private long state1;

    /** All 64 bits of the seed count. Prefer {@link Randomness#stream}. */
    public RandomStream(long seed) {
        originalSeed = seed;
        this.seed = seed;
        reset();
    }

    /** A raw value, uniform over all 64-bit numbers. */
    @Override
    public long nextLong() {
        long s0 = state0;
        long s1 = state1;
        long result = Long.rotateLeft(s0 + s1, 17) + s0;
        s1 ^= s0;
        state0 = Long.rotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
        state1 = Long.rotateLeft(s1, 28);
        return result;
    }

    /** Uniform in [0, bound) for a bound of at least 1; the bias is below 2^-32. */
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /**
     * Uniform in [0, bound) for a bound from 1 to 2^62 - 1; the bias is below {@code bound} / 2^63.
     */
    public long nextLong(long bound) {
        if (bound < 1 || bound >= 1L << 62) {
            throw new IllegalArgumentException("bound out of range: " + bound);
        }
        // Multiply-shift instead of rejection, so that every draw consumes one raw value.
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    /** Uniform over the integers from low to high, both included (DSOL's contract). */
    @Override
    public int nextInt(int low, int high) {
        return (int) (low + nextLong((long) high - low + 1));
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    @Override
    public double nextDouble() {
        return unit(nextLong());
    }

    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** True with the given probability; 0 is never, 1 is always. */
    public boolean bernoulli(double probability) {
        return nextDouble() < probability;
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Exponential with the given mean, finite, at most 37 means. */
    public double exponential(double mean) {
        return -mean * Logarithm.of(1 - nextDouble());
    }

    /**
     * Standard normal, within 8.6 of zero.
     *
     * <p>Box and Muller 1958, without keeping the second value: a remembered half would survive
     * {@link #setSeed} and make the number of raw values depend on history.
     */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
    }

    /** Log-normal: e to the power of a normal with mean {@code mu} and deviation {@code sigma}. */
    public double lognormal(double mu, double sigma) {
        return StrictMath.exp(mu + sigma * normal());
    }

    /** The seed that {@link #reset} goes back to. */
    @Override
    public long getSeed() {
        return seed;
    }

    @Override
    public long getOriginalSeed() {
        return originalSeed;
    }

    /** Starts over as a new stream with this seed would. */
    @Override
    public void setSeed(long newSeed) {
        seed = newSeed;
        reset();
    }

    @Override
    public void reset() {
        state0 = mix(seed + GOLDEN_GAMMA);
        // mix() is a bijection and the arguments differ: the all-zero state cannot arise.
        state1 = mix(seed + GOLDEN_GAMMA + GOLDEN_GAMMA);
    }

    /** The finaliser of SplitMix64: a bijection in which every input bit moves half the output. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }
}
