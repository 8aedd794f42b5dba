package dev.tributary.scenarios;

/** Distribution of the time that a viewer stays, seconds. */
public sealed interface SessionModel {
    /** Answers a question, one method per model, so that a new model cannot be forgotten. */
    double answer(Question question);

    /** A question to a distribution whose answer is a number of seconds. */
    interface Question {
        double ofForever();

        double ofExponential(Exponential model);

        double ofLognormal(Lognormal model);

        double ofMixture(Mixture model);
    }

    /** Nobody leaves. */
    record Forever() implements SessionModel {
        @Override
        public double answer(Question question) {
            return question.ofForever();
        }
    }

    /**
     * Memoryless sessions.
     *
     * @param meanSeconds mean
     */
    record Exponential(double meanSeconds) implements SessionModel {
        @Override
        public double answer(Question question) {
            return question.ofExponential(this);
        }
    }

    /**
     * Lognormal sessions.
     *
     * @param mu mean of ln seconds
     * @param sigma standard deviation of ln seconds
     */
    record Lognormal(double mu, double sigma) implements SessionModel {
        @Override
        public double answer(Question question) {
            return question.ofLognormal(this);
        }
    }

    /**
     * Zappers and watchers.
     *
     * @param zapperShare share of sessions that are exponential
     * @param zapperMeanSeconds their mean
     * @param mu mean of ln seconds of the others
     * @param sigma standard deviation of ln seconds of the others
     */
    record Mixture(double zapperShare, double zapperMeanSeconds, double mu, double sigma)
            implements SessionModel {
        @Override
        public double answer(Question question) {
            return question.ofMixture(this);
        }
    }
}
