package dev.tributary.scenarios.format;

import dev.tributary.scenarios.LogCurve;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.SessionModel.Exponential;
import dev.tributary.scenarios.SessionModel.Forever;
import dev.tributary.scenarios.SessionModel.Lognormal;
import dev.tributary.scenarios.SessionModel.Mixture;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distribution of sessions: a name, or a map with the one distribution. */
record SessionForm() implements Form<SessionModel> {
    private static final Range SECONDS = new Range(.1, 10_000_000);
    private static final CurveForm CURVE = new CurveForm(Quantity.SECONDS, SECONDS);
    private static final Row<Double> EXPONENTIAL =
            row("exponential", Quantity.SECONDS, "", "Memoryless sessions with this mean");
    private static final Row<LogCurve> LOGNORMAL =
            new Row<>("lognormal", CURVE, "", "Lognormal sessions", "");
    private static final Row<Double> ZAPPERS =
            row("zappers", Quantity.SHARE, "50 %", "Share of sessions that are zappers");
    private static final Row<Double> ZAPPER_MEAN =
            row("zapperMean", Quantity.SECONDS, "30 s", "Mean session of a zapper");
    private static final Row<Mixture> MIXTURE =
            new Row<>(
                    "mixture",
                    new MixtureForm(),
                    "",
                    "Zappers with exponential sessions and watchers with lognormal ones",
                    "");

    private static Row<Double> row(String name, Quantity in, String usual, String text) {
        Range range = in == Quantity.SHARE ? Range.SHARE : SECONDS;
        return new Row<>(name, new QuantityForm(in, range, Optional.empty()), usual, text, "");
    }

    @Override
    public SessionModel read(Fields parent, String key, SessionModel fallback) {
        Optional<Node> node = parent.node(key);
        if (node.isEmpty() || node.get() instanceof Scalar) {
            return parent.choice(key, Presets.sessions(), fallback);
        }
        if (!(node.get() instanceof Mapping mapping) || mapping.entries().size() != 1) {
            parent.problems()
                    .add(
                            node.get().place(),
                            Words.quote(parent.label(key)) + " is not one distribution",
                            "write a name such as game-live, or {exponential: 300 s}");
            return fallback;
        }
        Fields model = parent.object(key);
        SessionModel sessions = fallback;
        if (model.given("exponential")) {
            sessions = new Exponential(EXPONENTIAL.read(model, EXPONENTIAL.usualValue()));
        } else if (model.given("lognormal")) {
            LogCurve curve = CURVE.read(model.object("lognormal", CURVE.rows()));
            sessions = new Lognormal(curve.mu(), curve.sigma());
        } else if (model.given("mixture")) {
            sessions = MIXTURE.read(model, MIXTURE.form().none());
        }
        rows().forEach(row -> model.node(row.name()));
        model.close();
        return sessions;
    }

    @Override
    public void write(YamlWriter out, String key, SessionModel sessions) {
        if (sessions instanceof Forever) {
            out.put(key, "forever");
        } else if (sessions instanceof Exponential model) {
            EXPONENTIAL.write(out.map(key), model.meanSeconds());
        } else if (sessions instanceof Lognormal model) {
            LOGNORMAL.write(out.map(key), new LogCurve(model.mu(), model.sigma()));
        } else if (sessions instanceof Mixture model) {
            MIXTURE.write(out.map(key), model);
        }
    }

    @Override
    public SessionModel none() {
        return new Forever();
    }

    @Override
    public String words() {
        return "`" + String.join("`, `", Presets.sessions().keySet()) + "`, or one distribution";
    }

    @Override
    public List<Row<?>> rows() {
        return List.of(EXPONENTIAL, LOGNORMAL, MIXTURE);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> one = SchemaParts.object(rows());
        one.put("minProperties", 1);
        one.put("maxProperties", 1);
        List<String> names = List.copyOf(Presets.sessions().keySet());
        return SchemaParts.map("anyOf", List.of(SchemaParts.map("enum", names), one));
    }

    /** Zappers, and watchers whose lognormal distribution stands beside them. */
    private record MixtureForm() implements Form<Mixture> {
        @Override
        public Mixture read(Fields parent, String key, Mixture fallback) {
            Fields fields = parent.object(key, rows());
            double zappers = ZAPPERS.read(fields, fallback.zapperShare());
            double mean = ZAPPER_MEAN.read(fields, fallback.zapperMeanSeconds());
            LogCurve curve = CURVE.read(fields);
            fields.close();
            return new Mixture(zappers, mean, curve.mu(), curve.sigma());
        }

        @Override
        public void write(YamlWriter out, String key, Mixture model) {
            YamlWriter inner = out.map(key);
            ZAPPERS.write(inner, model.zapperShare());
            ZAPPER_MEAN.write(inner, model.zapperMeanSeconds());
            CURVE.write(inner, new LogCurve(model.mu(), model.sigma()));
        }

        @Override
        public Mixture none() {
            return new Mixture(ZAPPERS.usualValue(), ZAPPER_MEAN.usualValue(), 0, 1);
        }

        @Override
        public String words() {
            return "";
        }

        @Override
        public List<Row<?>> rows() {
            List<Row<?>> rows = new ArrayList<>(List.of(ZAPPERS, ZAPPER_MEAN));
            rows.addAll(CURVE.rows());
            return rows;
        }

        @Override
        public Map<String, Object> schema() {
            return SchemaParts.object(rows(), List.of("sigma"));
        }
    }
}
