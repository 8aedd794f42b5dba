package dev.tributary.sim.audience;

import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import dev.tributary.scenarios.SessionModel.Question;
import dev.tributary.sim.kernel.RandomStream;

/** A draw of the time that a viewer stays who comes now, seconds. */
record SessionDraw(RandomStream random) implements Question {
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
        return random.lognormal(model.mu(), model.sigma());
    }

    @Override
    public double ofMixture(Mixture model) {
        boolean zapper = random.bernoulli(model.zapperShare());
        return zapper
                ? random.exponential(model.zapperMeanSeconds())
                : random.lognormal(model.mu(), model.sigma());
    }
}
