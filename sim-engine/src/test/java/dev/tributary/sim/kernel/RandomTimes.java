package dev.tributary.sim.kernel;

/**
 * Times of events of every kind: now, on a grid, and from the next nanosecond to centuries away.
 */
final class RandomTimes {
    /** Number of kinds of delays; the first ones are the shortest. */
    static final int KINDS = 8;

    private static final long GRID_NANOS = 10_000_000;

    private final RandomStream random;

    RandomTimes(RandomStream random) {
        this.random = random;
    }

    /** Returns a time not before now, of one of the first kinds. */
    long next(long nowNanos, int kinds) {
        long delayNanos =
                switch (random.nextInt(kinds)) {
                    case 0 -> 0;
                    case 1 -> plus(nowNanos / GRID_NANOS * GRID_NANOS, GRID_NANOS) - nowNanos;
                    case 2 -> random.nextLong(4);
                    case 3 -> random.nextLong(5_000);
                    case 4 -> random.nextLong(random.nextBoolean() ? 3_000_000 : 300_000_000);
                    case 5 -> random.nextLong(60_000_000_000L);
                    case 6 -> random.nextLong(1L << random.nextInt(45));
                    default -> random.nextLong(1L << random.nextInt(62));
                };
        return plus(nowNanos, delayNanos);
    }

    /** The clock may have come close to the end of time. */
    static long plus(long timeNanos, long delayNanos) {
        return timeNanos > Long.MAX_VALUE - delayNanos ? Long.MAX_VALUE : timeNanos + delayNanos;
    }
}
