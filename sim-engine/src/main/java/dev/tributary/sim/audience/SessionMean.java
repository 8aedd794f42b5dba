package dev.tributary.sim.audience;

import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import dev.tributary.scenarios.SessionModel.Question;

/** The mean of a session, seconds; infinite when nobody leaves. */
final class SessionMean implements Question {
    static final SessionMean ANSWERS = new SessionMean();

    private SessionMean() {}

    @Override
    public double ofForever() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double ofExponential(Exponential model) {
        return model.meanSeconds();
    }

    @Override
    public double ofLognormal(Lognormal model) {
        return lognormal(model.mu(), model.sigma());
    }

    @Override
    public double ofMixture(Mixture model) {
        double watcher = lognormal(model.mu(), model.sigma());
        return model.zapperShare() * model.zapperMeanSeconds()
                + (1 - model.zapperShare()) * watcher;
    }

    private static double lognormal(double mu, double sigma) {
        return StrictMath.exp(mu + sigma * sigma / 2);
    }
}
