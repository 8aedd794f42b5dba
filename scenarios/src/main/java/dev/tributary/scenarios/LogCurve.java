package dev.tributary.scenarios;

/**
 * A lognormal distribution.
 *
 * @param mu mean of the logarithm
 * @param sigma standard deviation of the logarithm
 */
public record LogCurve(double mu, double sigma) {}
