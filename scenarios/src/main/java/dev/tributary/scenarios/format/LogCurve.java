package dev.tributary.scenarios.format;

/**
 * A lognormal distribution.
 *
 * @param mu mean of the logarithm
 * @param sigma standard deviation of the logarithm
 */
record LogCurve(double mu, double sigma) {
    private static final Range MU = new Range(-20, 20);
    private static final Range SIGMA = new Range(0, 5);

    /** Reads {@code {median: 900 s, sigma: 1.2}} or, exactly, {@code {mu: 6.8024, sigma: 1.2}}. */
    static LogCurve read(Fields fields, Quantity quantity, Range medians) {
        double median = fields.quantity("median", quantity, medians.high(), medians);
        double mu = fields.quantity("mu", Quantity.NUMBER, StrictMath.log(median), MU);
        double sigma = fields.quantity("sigma", Quantity.NUMBER, 1, SIGMA);
        if (fields.given("median") == fields.given("mu")) {
            fields.problems()
                    .add(
                            fields.place("mu"),
                            "a lognormal distribution needs a median or a mu",
                            "give one of the two, for example 'median: "
                                    + quantity.example()
                                    + "'");
        }
        fields.require("sigma");
        return new LogCurve(mu, sigma);
    }
}
