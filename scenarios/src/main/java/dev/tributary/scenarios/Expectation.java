package dev.tributary.scenarios;

/**
 * What a result must satisfy.
 *
 * @param metric name as in summary.json, such as {@code sharingRatio} or {@code latencySeconds.p95}
 * @param low smallest accepted mean, negative infinity when open
 * @param high largest accepted mean, positive infinity when open
 */
public record Expectation(String metric, double low, double high) {}
