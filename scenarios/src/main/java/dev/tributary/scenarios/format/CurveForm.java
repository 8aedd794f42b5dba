package dev.tributary.scenarios.format;

import dev.tributary.scenarios.LogCurve;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lognormal distribution: {@code {median: 900 s, sigma: 1.2}} or, exactly, {@code {mu: 6.8024,
 * sigma: 1.2}}.
 *
 * @param quantity unit of the median, and of the values whose logarithm has the mean mu
 * @param medians range of the median
 */
record CurveForm(Quantity quantity, Range medians) implements Form<LogCurve> {
    private static final Range MU = new Range(-20, 20);
    private static final Range SIGMA = new Range(0, 5);

    @Override
    public LogCurve read(Fields parent, String key, LogCurve fallback) {
        Optional<Node> node = parent.node(key);
        Fields fields = parent.object(key, rows());
        if (node.isEmpty() || !(node.get() instanceof Mapping)) {
            return fallback;
        }
        LogCurve curve = read(fields);
        fields.close();
        return curve;
    }

    /** Reads the keys of the distribution out of a map that may have others. */
    LogCurve read(Fields fields) {
        double usual = medians.high().doubleValue();
        double median = fields.quantity("median", quantity, usual, medians);
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

    @Override
    public void write(YamlWriter out, String key, LogCurve curve) {
        write(out.map(key), curve);
    }

    /** Writes the keys of the distribution into a map that may have others. */
    void write(YamlWriter out, LogCurve curve) {
        out.put("mu", Quantity.NUMBER, curve.mu());
        out.put("sigma", Quantity.NUMBER, curve.sigma());
    }

    @Override
    public LogCurve none() {
        return new LogCurve(0, 1);
    }

    @Override
    public String words() {
        return "a lognormal distribution: its median, or the mean mu of ln "
                + quantity.canonical()
                + "; and sigma";
    }

    @Override
    public List<Row<?>> rows() {
        String unit = quantity.canonical();
        return List.of(
                row("median", quantity, medians, "Median"),
                row("mu", Quantity.NUMBER, MU, "Instead of the median: mean of ln " + unit),
                row("sigma", Quantity.NUMBER, SIGMA, "Standard deviation of ln " + unit));
    }

    private static Row<Double> row(String name, Quantity quantity, Range range, String text) {
        return new Row<>(name, new QuantityForm(quantity, range, Optional.empty()), "", text, "");
    }

    @Override
    public Map<String, Object> schema() {
        return SchemaParts.object(rows(), List.of("sigma"));
    }
}
