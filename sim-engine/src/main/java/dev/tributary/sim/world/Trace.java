package dev.tributary.sim.world;

/**
 * Running hash over everything that happens in a run: time, place, kind and content of each event.
 *
 * <p>Multiply and xor on 64 bits (the mixing step of xxHash64); equal runs give equal hashes on
 * every JVM. Not cryptographic.
 */
final class Trace {
    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;

    private long hash = PRIME_1;

    void add(long timeNanos, int node, int kind, long content) {
        mix(timeNanos);
        mix(((long) node << 8) ^ kind);
        mix(content);
    }

    private void mix(long value) {
        hash = Long.rotateLeft((hash ^ value) * PRIME_2, 31) * PRIME_1;
    }

    /** Returns the hash as 16 hex digits. */
    String hex() {
        String digits = Long.toHexString(hash ^ (hash >>> 33));
        return "0".repeat(16 - digits.length()) + digits;
    }
}
