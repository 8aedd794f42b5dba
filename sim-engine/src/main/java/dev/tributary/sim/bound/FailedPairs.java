package dev.tributary.sim.bound;

import java.util.HashMap;
import java.util.Map;

/**
 * Pairs of viewers whose last attempt to connect failed, for as long as the tracker does not try
 * them again. Between the failure and the next success nothing can pass between the two.
 */
final class FailedPairs {
    private final long memoryNanos;
    private final Map<Pair, Long> untilNanos = new HashMap<>();

    /** Two viewers by their sites, the lower one first. */
    private record Pair(long low, long high) {
        static Pair of(long one, long other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }
    }

    FailedPairs(long memoryNanos) {
        this.memoryNanos = memoryNanos;
    }

    void failed(long nowNanos, long one, long other) {
        untilNanos.put(Pair.of(one, other), nowNanos + memoryNanos);
    }

    void connected(long one, long other) {
        if (!untilNanos.isEmpty()) {
            untilNanos.remove(Pair.of(one, other));
        }
    }

    /** Forgets what is over. */
    void expire(long nowNanos) {
        if (!untilNanos.isEmpty()) {
            untilNanos.values().removeIf(until -> until <= nowNanos);
        }
    }

    boolean none() {
        return untilNanos.isEmpty();
    }

    boolean has(long one, long other) {
        return !untilNanos.isEmpty() && untilNanos.containsKey(Pair.of(one, other));
    }
}
