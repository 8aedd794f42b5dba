package dev.tributary.sim.audience;

import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import dev.tributary.scenarios.SessionModel.Question;
import dev.tributary.sim.kernel.RandomStream;

/**
 * A draw of the time that a viewer stays from now on, seconds.
 *
 * @param there whether the run finds it in the room: of a session that is seen at a random instant
 *     and so is length-biased a uniform part is left; else it comes now
 */
record SessionDraw(RandomStream random, boolean there) implements Question {
    @Override
    public double ofForever() {
        return Double.POSITIVE_INFINITY;
    }

    /** Without memory: what is left is what there was. */
    @Override
    public double ofExponential(Exponential model) {
        return random.exponential(model.meanSeconds());
    }

    @Override
    public double ofLognormal(Lognormal model) {
        return lognormal(model.mu(), model.sigma());
    }

    @Override
    public double ofMixture(Mixture model) {
        double zappers = model.zapperShare();
        if (there) {
            zappers = zappers * model.zapperMeanSeconds() / SessionTimes.mean(model);
        }
        return random.bernoulli(zappers)
                ? random.exponential(model.zapperMeanSeconds())
                : lognormal(model.mu(), model.sigma());
    }

    private double lognormal(double mu, double sigma) {
        return there
                ? random.nextDouble() * random.lognormal(mu + sigma * sigma, sigma)
                : random.lognormal(mu, sigma);
    }
}
