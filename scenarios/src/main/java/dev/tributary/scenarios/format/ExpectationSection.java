package dev.tributary.scenarios.format;

import dev.tributary.measure.Metric;
import dev.tributary.scenarios.Expectation;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key {@code expect}: {@code metric in low..high}, {@code metric >= low}, {@code <= high}. */
final class ExpectationSection {
    private static final String NUMBER = "([-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?)";
    private static final Pattern SHAPE =
            Pattern.compile(
                    "([A-Za-z][A-Za-z0-9.]{0,60})\\s*(?:in\\s+"
                            + NUMBER
                            + "\\s*\\.\\.\\s*"
                            + NUMBER
                            + "|(<=|>=)\\s*"
                            + NUMBER
                            + ")");
    private static final int EXPECTATIONS_MAX = 100;

    private ExpectationSection() {}

    /** Returns the names that may be expected, in alphabetical order. */
    static Set<String> metrics() {
        Set<String> names = new TreeSet<>(Set.of(Metric.VIOLATIONS));
        for (Metric metric : Metric.values()) {
            names.add(metric.key());
        }
        return names;
    }

    static Map<String, Object> schema() {
        String names = SchemaParts.oneOf(List.copyOf(metrics()));
        String shape =
                "(in\\s+" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "|(<=|>=)\\s*" + NUMBER + ")";
        Map<String, Object> line = SchemaParts.text(names + "\\s*" + shape);
        return SchemaParts.list(line, 0, EXPECTATIONS_MAX);
    }

    static List<Expectation> read(Fields root) {
        List<Expectation> expectations = new ArrayList<>();
        List<Node> items = root.items("expect");
        if (items.size() > EXPECTATIONS_MAX) {
            root.problems()
                    .add(
                            root.place("expect"),
                            items.size() + " expectations",
                            "write at most " + EXPECTATIONS_MAX);
            return List.of();
        }
        for (Node item : items) {
            if (item instanceof Scalar scalar) {
                parse(scalar, root.problems()).ifPresent(expectations::add);
            } else {
                root.problems()
                        .add(
                                item.place(),
                                "an expectation is " + item.noun() + ", not a line of text",
                                "write for example '- sharingRatio >= 0.75'");
            }
        }
        return expectations;
    }

    private static Optional<Expectation> parse(Scalar scalar, Problems problems) {
        String text = scalar.text().strip();
        Matcher matcher = SHAPE.matcher(text);
        if (text.length() > 200 || !matcher.matches()) {
            problems.add(
                    scalar.place(),
                    Words.quote(text) + " is not an expectation",
                    "write 'metric in 0.75..0.83', 'metric >= 0.75' or 'metric <= 0.5', no units");
            return Optional.empty();
        }
        String metric = matcher.group(1);
        if (!metrics().contains(metric)) {
            problems.add(
                    scalar.place(),
                    "unknown metric " + Words.quote(metric),
                    Words.suggest(metric, metrics()));
            return Optional.empty();
        }
        for (int bound : new int[] {2, 3, 5}) {
            String digits = matcher.group(bound);
            if (digits != null && Double.isInfinite(Double.parseDouble(digits))) {
                problems.add(
                        scalar.place(),
                        Words.quote(digits) + " is beyond every number that can be measured",
                        "write a number between -1e308 and 1e308");
                return Optional.empty();
            }
        }
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        if (matcher.group(4) == null) {
            low = Double.parseDouble(matcher.group(2));
            high = Double.parseDouble(matcher.group(3));
        } else if (matcher.group(4).equals(">=")) {
            low = Double.parseDouble(matcher.group(5));
        } else {
            high = Double.parseDouble(matcher.group(5));
        }
        return checked(scalar, new Expectation(metric, low, high), problems);
    }

    private static Optional<Expectation> checked(
            Scalar scalar, Expectation expectation, Problems problems) {
        double low = expectation.low();
        double high = expectation.high();
        if (low > high) {
            problems.add(
                    scalar.place(),
                    "no number lies in " + low + ".." + high,
                    "write the smaller bound first");
            return Optional.empty();
        }
        boolean ratio =
                Metric.named(expectation.metric()).filter(m -> m.unit().max() == 1).isPresent();
        boolean outside =
                (Double.isFinite(low) && (low < 0 || low > 1))
                        || (Double.isFinite(high) && (high < 0 || high > 1));
        if (ratio && outside) {
            problems.add(
                    scalar.place(),
                    "'" + expectation.metric() + "' is a ratio and stays in 0..1",
                    "write for example 0.8 for 80 %");
            return Optional.empty();
        }
        return Optional.of(expectation);
    }
}
