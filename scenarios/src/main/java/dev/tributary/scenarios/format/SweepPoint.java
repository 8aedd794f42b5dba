package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Scenario;

/**
 * One combination of a sweep.
 *
 * @param label what distinguishes it, such as {@code cellular=20 % of mobile}; empty without a
 *     sweep
 * @param scenario with the values of this point
 */
public record SweepPoint(String label, Scenario scenario) {}
