package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.TimeCurve.Point;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The points of a curve: of viewers who are there, or of viewers who come per second. */
record PointsForm() implements Form<Arrivals> {
    /** So that a curve fits into a resolved scenario, {@link YamlTree#NODES_MAX}. */
    static final int POINTS_MAX = 2_000;

    private static final Row<Double> AT =
            row("at", Quantity.SECONDS, 1_300_000, "Run time; later than the point before");
    private static final Row<Double> VIEWERS =
            row("viewers", Quantity.NUMBER, 10_000_000, "Viewers who are there then");
    private static final Row<Double> PER_SECOND =
            row("perSecond", Quantity.NUMBER, 10_000, "Instead: how many come, per second");

    private static Row<Double> row(String name, Quantity in, double most, String text) {
        QuantityForm form = new QuantityForm(in, new Range(0, most), Optional.empty());
        return new Row<>(name, form, "", text, "");
    }

    @Override
    public Arrivals read(Fields parent, String key, Arrivals fallback) {
        int before = parent.problems().count();
        List<Point> points = new ArrayList<>();
        boolean rate = false;
        for (Node item : parent.items(key, POINTS_MAX)) {
            Fields fields = parent.item(key, item);
            rate |= points.isEmpty() && fields.given(PER_SECOND.name());
            double last = points.isEmpty() ? -1 : points.get(points.size() - 1).atSeconds();
            points.add(point(fields, rate, last));
        }
        if (points.isEmpty() || parent.problems().count() > before) {
            return fallback;
        }
        TimeCurve curve = new TimeCurve(points);
        return rate ? new Arrivals.Rate(curve) : new Arrivals.Population(curve);
    }

    private Point point(Fields fields, boolean rate, double last) {
        Row<Double> value = rate ? PER_SECOND : VIEWERS;
        rows().forEach(row -> fields.node(row.name()));
        fields.require(AT.name());
        String other = (rate ? VIEWERS : PER_SECOND).name();
        if (fields.given(other)) {
            fields.problems()
                    .add(
                            fields.place(other),
                            "the curve is one of '" + value.name() + "'",
                            "give each point '" + value.name() + "' and nothing else");
        } else {
            fields.require(value.name());
        }
        double at = AT.read(fields);
        if (at <= last) {
            fields.problems()
                    .add(
                            fields.place(AT.name()),
                            "the point is not later than the one before",
                            "write a time above " + Quantity.SECONDS.print(last));
        }
        Point point = new Point(at, value.read(fields));
        fields.close();
        return point;
    }

    @Override
    public void write(YamlWriter out, String key, Arrivals arrivals) {
        boolean rate = arrivals instanceof Arrivals.Rate;
        TimeCurve curve =
                rate
                        ? ((Arrivals.Rate) arrivals).perSecond()
                        : ((Arrivals.Population) arrivals).viewers();
        YamlWriter inner = out.map(key);
        for (Point point : curve.points()) {
            YamlWriter item = inner.item();
            AT.write(item, point.atSeconds());
            (rate ? PER_SECOND : VIEWERS).write(item, point.value());
        }
    }

    @Override
    public Arrivals none() {
        return Arrivals.Rule.NONE;
    }

    @Override
    public String words() {
        return "a list of 1 to " + POINTS_MAX + " points";
    }

    @Override
    public List<Row<?>> rows() {
        return List.of(AT, VIEWERS, PER_SECOND);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> point = SchemaParts.object(rows(), List.of(AT.name()));
        return SchemaParts.list(point, 1, POINTS_MAX);
    }
}
