package dev.tributary.scenarios;

/** Distribution of the time that a viewer stays, seconds. */
public sealed interface SessionModel {
    /** Nobody leaves. */
    record Forever() implements SessionModel {}

    /**
     * Memoryless sessions.
     *
     * @param meanSeconds mean
     */
    record Exponential(double meanSeconds) implements SessionModel {}

    /**
     * Lognormal sessions.
     *
     * @param mu mean of ln seconds
     * @param sigma standard deviation of ln seconds
     */
    record Lognormal(double mu, double sigma) implements SessionModel {}

    /**
     * Zappers and watchers.
     *
     * @param zapperShare share of sessions that are exponential
     * @param zapperMeanSeconds their mean
     * @param mu mean of ln seconds of the others
     * @param sigma standard deviation of ln seconds of the others
     */
    record Mixture(double zapperShare, double zapperMeanSeconds, double mu, double sigma)
            implements SessionModel {}
}
