package dev.tributary.core.base;

/** Always-on checks for our own errors; a failed check ends the run. */
public final class Check {
    private Check() {}

    /**
     * Throws when a condition that our own code must keep does not hold.
     *
     * @throws IllegalStateException naming the broken rule; the host adds seed and time
     */
    public static void that(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalStateException(rule);
        }
    }

    /**
     * Returns the value when it lies in the closed range.
     *
     * @throws IllegalArgumentException naming the value and its range
     */
    public static int range(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    name + " must be in " + low + ".." + high + ", not " + value);
        }
        return value;
    }

    /**
     * Returns the value when it lies in the closed range.
     *
     * @throws IllegalArgumentException naming the value and its range
     */
    public static long range(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    name + " must be in " + low + ".." + high + ", not " + value);
        }
        return value;
    }
}
