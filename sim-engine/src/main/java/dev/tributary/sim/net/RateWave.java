package dev.tributary.sim.net;

import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;

/**
 * A factor of a line's rate that is drawn for each period alone.
 *
 * <p>Draws are stateless, named by purpose, line and period, so that it does not matter who asks
 * when. The periods of different lines do not begin together. At a lag of t the factor has a
 * correlation of {@code 1 - t / period} with itself, and 0 from a period on.
 */
public final class RateWave {
    /** A line never stands still altogether. */
    static final double FACTOR_MIN = 0.01;

    private final Randomness randomness;
    private final long purpose;
    private final long line;
    private final long periodNanos;
    private final long phaseNanos;
    private final Law law;
    private long period = Long.MIN_VALUE;
    private double factor;

    /** What the factors are drawn from. */
    @FunctionalInterface
    public interface Law {
        /** Draws a factor of at least 0. */
        double draw(RandomStream random);

        /** Lognormal of mean 1: what fading and load of a cell leave of a radio line. */
        static Law lognormal(double sigma) {
            return random -> random.lognormal(-sigma * sigma / 2, sigma);
        }

        /**
         * Other traffic is there, or is not.
         *
         * @param share of the periods in which it is
         * @param leaves factor then
         */
        static Law onOff(double share, double leaves) {
            return random -> random.bernoulli(share) ? leaves : 1;
        }
    }

    /**
     * Creates the factor of one line.
     *
     * @param purpose key of the draws, {@link Randomness#purposeKey}
     * @param line names the line in them
     * @param periodNanos how long a factor lasts, positive
     */
    public RateWave(Randomness randomness, long purpose, long line, long periodNanos, Law law) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("periodNanos " + periodNanos);
        }
        this.randomness = randomness;
        this.purpose = purpose;
        this.line = line;
        this.periodNanos = periodNanos;
        this.law = law;
        phaseNanos = (long) (randomness.hash01(purpose, line, -1) * periodNanos);
    }

    /** Returns the factor at a time. */
    double factor(long nanos) {
        long at = Math.floorDiv(nanos + phaseNanos, periodNanos);
        if (at != period) {
            period = at;
            RandomStream random = new RandomStream(randomness.hash(purpose, line, at));
            factor = Math.max(FACTOR_MIN, law.draw(random));
        }
        return factor;
    }

    /** Returns when the factor of a time ends. */
    long endsNanos(long nanos) {
        return nanos + periodNanos - Math.floorMod(nanos + phaseNanos, periodNanos);
    }
}
