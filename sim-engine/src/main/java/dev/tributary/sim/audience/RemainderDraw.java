package dev.tributary.sim.audience;

import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import dev.tributary.scenarios.SessionModel.Question;
import dev.tributary.sim.kernel.RandomStream;

/** A draw of the time that a viewer stays on whom the run finds in the room, seconds. */
record RemainderDraw(RandomStream random) implements Question {
    @Override
    public double ofForever() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double ofExponential(Exponential model) {
        return random.exponential(model.meanSeconds());
    }

    @Override
    public double ofLognormal(Lognormal model) {
        return biased(model.mu(), model.sigma());
    }

    @Override
    public double ofMixture(Mixture model) {
        double zappers = model.zapperShare() * model.zapperMeanSeconds();
        boolean zapper = random.bernoulli(zappers / SessionTimes.mean(model));
        return zapper
                ? random.exponential(model.zapperMeanSeconds())
                : biased(model.mu(), model.sigma());
    }

    private double biased(double mu, double sigma) {
        return random.nextDouble() * random.lognormal(mu + sigma * sigma, sigma);
    }
}
