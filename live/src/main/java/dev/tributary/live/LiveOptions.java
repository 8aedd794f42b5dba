package dev.tributary.live;

/**
 * What a live run does beyond its scenario.
 *
 * @param polluters viewers, the first ones to come, whose media to others has flipped bits
 */
public record LiveOptions(int polluters) {
    /** Nothing beyond the scenario. */
    public static final LiveOptions NONE = new LiveOptions(0);

    /** Checks the ranges. */
    public LiveOptions {
        if (polluters < 0) {
            throw new IllegalArgumentException("polluters must not be negative");
        }
    }
}
