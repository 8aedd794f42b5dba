package dev.tributary.sim.net;

/**
 * Delay and loss between hosts.
 *
 * @param sameCitySameIsp core round trip within a city and an operator
 * @param sameCityCrossIsp within a city, between operators
 * @param crossProvince between regions, whatever the operators
 * @param coreAccessNanos the access leg that the measured core figures contain; taken off again
 * @param jitterMean mean of the exponential jitter of a message, as a share of the one-way delay
 * @param lossIntraIsp packet loss probability within an operator
 * @param lossCrossIsp packet loss probability between operators
 */
public record PathConfig(
        CoreRtt sameCitySameIsp,
        CoreRtt sameCityCrossIsp,
        CoreRtt crossProvince,
        long coreAccessNanos,
        double jitterMean,
        double lossIntraIsp,
        double lossCrossIsp) {
    /** Rejects negative times and impossible probabilities. */
    public PathConfig {
        if (coreAccessNanos < 0) {
            throw new IllegalArgumentException("coreAccessNanos " + coreAccessNanos);
        }
        if (!(jitterMean >= 0)) {
            throw new IllegalArgumentException("jitterMean " + jitterMean);
        }
        requireLoss("lossIntraIsp", lossIntraIsp);
        requireLoss("lossCrossIsp", lossCrossIsp);
    }

    /**
     * Log-normal round trip.
     *
     * @param mu mean of the logarithm of milliseconds
     * @param sigma deviation of the same
     */
    public record CoreRtt(double mu, double sigma) {}

    /** The preset of theory.md 2.6 and 2.10, off-peak; the jitter is an assumption. */
    public static PathConfig defaults() {
        return new PathConfig(
                new CoreRtt(2.065, 0.280),
                new CoreRtt(2.650, 0.277),
                new CoreRtt(3.345, 0.132),
                4_000_000L,
                0.05,
                0.001,
                0.005);
    }

    private static void requireLoss(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
