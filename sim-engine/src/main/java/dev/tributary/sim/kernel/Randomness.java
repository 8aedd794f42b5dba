package dev.tributary.sim.kernel;

/**
 * All randomness of one run: independent streams and stateless draws, named by what they are for.
 *
 * <p>A draw depends only on the run seed, the purpose, the entity and how often that very stream
 * was asked before. A new purpose, a new entity or more draws elsewhere never shift it, so two
 * variants of a world see the same luck wherever they ask the same question (common random
 * numbers). Immutable; for any thread.
 */
public final class Randomness {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long root;

    /** All 64 bits of the seed count; neighbouring seeds are unrelated. */
    public Randomness(long seed) {
        root = RandomStream.mix(seed + GOLDEN_GAMMA);
    }

    /**
     * Key of a purpose, for callers that cannot afford to hash its name for each draw.
     *
     * <p>FNV-1a over the UTF-16 units, then mixed: {@code String.hashCode} has too few bits to keep
     * purposes apart.
     */
    public static long purposeKey(String purpose) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        return RandomStream.mix(hash);
    }

    /** A fresh stream at its beginning; ask once per purpose and entity, and keep it. */
    public RandomStream stream(String purpose, long entity) {
        return stream(purposeKey(purpose), entity);
    }

    /** As {@link #stream(String, long)}, by {@link #purposeKey}. */
    public RandomStream stream(long purposeKey, long entity) {
        return new RandomStream(fold(fold(root, purposeKey), entity));
    }

    /** A family of its own, for instance one per replication of an experiment. */
    public Randomness derived(String purpose, long index) {
        return new Randomness(fold(fold(root, purposeKey(purpose)), index));
    }

    /** A stateless 64-bit draw for a pair of entities; not symmetric in them. */
    public long hash(long purposeKey, long a, long b) {
        return fold(fold(fold(root, purposeKey), a), b);
    }

    /** A stateless draw in [0, 1) for a pair of entities; not symmetric in them. */
    public double hash01(long purposeKey, long a, long b) {
        return RandomStream.unit(hash(purposeKey, a, b));
    }

    /** As {@link #hash01(long, long, long)}, by name. */
    public double hash01(String purpose, long a, long b) {
        return hash01(purposeKey(purpose), a, b);
    }

    // Bijective in the value, hence no two entities of one purpose ever share a stream.
    private static long fold(long hash, long value) {
        return RandomStream.mix((hash ^ value) + GOLDEN_GAMMA);
    }
}
