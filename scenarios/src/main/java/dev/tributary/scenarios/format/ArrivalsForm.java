package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who comes: one of a few words, or a curve, here or in a file beside the scenario. */
record ArrivalsForm() implements Form<Arrivals> {
    private static final WordForm<Object> RULES = WordForm.of(Arrivals.Rule.class);
    private static final Row<Arrivals> CURVE =
            new Row<>(
                    CurveFile.CURVE,
                    new PointsForm(),
                    "",
                    "Points of straight lines; level before the first and after the last",
                    "");
    private static final Row<String> FILE =
            new Row<>(
                    CurveFile.FILE,
                    new CurveFile.Name(),
                    "",
                    "Instead of the curve: a file beside the scenario, a line seconds,viewers or"
                            + " seconds,perSecond, then numbers; lines that begin with # are"
                            + " skipped",
                    "");

    @Override
    public Arrivals read(Fields parent, String key, Arrivals fallback) {
        Optional<Node> node = parent.node(key);
        if (node.isEmpty() || node.get() instanceof Scalar) {
            return (Arrivals) RULES.read(parent, key, fallback);
        }
        Fields fields = parent.object(key, rows());
        if (fields.given(FILE.name()) && fields.given(CURVE.name())) {
            fields.node(FILE.name());
            fields.problems()
                    .add(
                            fields.place(FILE.name()),
                            Words.quote(parent.label(key)) + " has a file and a curve",
                            "keep one of the two");
        } else {
            FILE.read(fields);
        }
        if (!fields.given(FILE.name())) {
            fields.require(CURVE.name());
        }
        Arrivals curve = CURVE.read(fields, fallback);
        fields.close();
        return curve;
    }

    @Override
    public void write(YamlWriter out, String key, Arrivals arrivals) {
        if (arrivals instanceof Arrivals.Rule) {
            RULES.write(out, key, arrivals);
        } else {
            CURVE.write(out.map(key), arrivals);
        }
    }

    @Override
    public Arrivals none() {
        return Arrivals.Rule.NONE;
    }

    @Override
    public String words() {
        return RULES.words() + ", or a curve";
    }

    @Override
    public List<Row<?>> rows() {
        return List.of(CURVE, FILE);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> one = SchemaParts.object(rows());
        one.put("minProperties", 1);
        one.put("maxProperties", 1);
        return SchemaParts.map("anyOf", List.of(RULES.schema(), one));
    }
}
