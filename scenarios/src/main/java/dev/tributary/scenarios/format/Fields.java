package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.Words;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Typed access to one map of a scenario. Whatever is wrong is reported and answered with the
 * fallback, so that one reading finds every mistake. {@link #close} reports the keys nobody asked
 * for.
 */
final class Fields {
    /** Keys of a map that a message names; the documentation has them all. */
    private static final int KEYS_NAMED = 7;

    private final String path;
    private final Mapping mapping;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(String path, Mapping mapping, Problems problems) {
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** Returns where the value of a key is written, or the map when the key is not given. */
    Place place(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.value().place();
    }

    boolean given(String key) {
        return mapping.entries().containsKey(key);
    }

    /** Returns the value of a key, whatever it is; from now on the key is known. */
    Optional<Node> node(String key) {
        known.add(key);
        problems.asked(label(key));
        Entry entry = mapping.entries().get(key);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    /** Returns a nested map, an empty one when the key is not given or holds something else. */
    Fields object(String key) {
        return object(key, List.of());
    }

    /** As {@link #object(String)}; who writes something else is told the keys of the map. */
    Fields object(String key, List<Row<?>> rows) {
        Node node = node(key).orElse(new Mapping(mapping.place(), Map.of()));
        if (node instanceof Mapping inner) {
            return new Fields(label(key), inner, problems);
        }
        wrongKind(key, node, "a map", "indented 'key: value' lines" + keys(rows));
        return new Fields(label(key), new Mapping(node.place(), Map.of()), problems);
    }

    private static String keys(List<Row<?>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        String others = rows.size() > KEYS_NAMED ? " and others" : "";
        return " of "
                + rows.stream().limit(KEYS_NAMED).map(Row::name).collect(Collectors.joining(", "))
                + others;
    }

    /** Returns an item of a list as a map, an empty one when it is something else. */
    Fields item(String key, Node item) {
        if (item instanceof Mapping inner) {
            return new Fields(label(key) + "[]", inner, problems);
        }
        problems.add(
                item.place(),
                "an entry of " + Words.quote(label(key)) + " is " + item.noun() + ", not a map",
                "write '- {key: value, ...}'");
        return new Fields(label(key) + "[]", new Mapping(item.place(), Map.of()), problems);
    }

    /** Returns the items of a list, none when the key is not given or holds something else. */
    List<Node> items(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Sequence sequence) {
            return sequence.items();
        }
        wrongKind(key, node.get(), "a list", "lines that start with '- '");
        return List.of();
    }

    /** Returns the 1 to {@code max} items of a list, none when the key is not given. */
    List<Node> items(String key, int max) {
        List<Node> items = items(key);
        if (given(key) && (items.isEmpty() || items.size() > max)) {
            problems.add(
                    place(key),
                    "'" + label(key) + "' has " + items.size() + " entries",
                    "write 1 to " + max + " of them or remove the key");
            return List.of();
        }
        return items;
    }

    /** Returns the single value of a key that is neither a list nor a map nor empty. */
    Optional<Scalar> scalar(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Scalar scalar && !scalar.empty()) {
            return Optional.of(scalar);
        }
        if (node.get() instanceof Scalar) {
            problems.add(
                    mapping.entries().get(key).keyPlace(),
                    Words.quote(label(key)) + " has no value",
                    "write one after the colon or remove the key");
        } else {
            wrongKind(key, node.get(), "a single value", "'" + key + ": value'");
        }
        return Optional.empty();
    }

    /** Returns a value with a unit, in the unit that the quantity holds, from a closed range. */
    double quantity(String key, Quantity quantity, double fallback, Range range) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return fallback;
        }
        Optional<Double> value = inRange(scalar.get(), scalar.get().text(), quantity, range);
        if (quantity == Quantity.NUMBER) {
            expect(key, "number");
        }
        return value.orElse(fallback);
    }

    /** Parses a text that is all or part of a value. */
    Optional<Double> inRange(Scalar scalar, String text, Quantity quantity, Range range) {
        return Amounts.parse(quantity, text, scalar.place(), problems)
                .filter(value -> within(value, scalar, quantity, range))
                .map(BigDecimal::doubleValue);
    }

    /** Returns a whole number without a unit from a closed range. */
    long integer(String key, long fallback, long low, long high) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return fallback;
        }
        String text = scalar.get().text().strip();
        String remedy = "write a whole number in " + low + ".." + high;
        if (!text.matches("[-+]?[0-9]{1,30}")) {
            problems.add(
                    scalar.get().place(), Words.quote(text) + " is not a whole number", remedy);
            return fallback;
        }
        BigDecimal value = new BigDecimal(text);
        if (value.compareTo(BigDecimal.valueOf(low)) < 0
                || value.compareTo(BigDecimal.valueOf(high)) > 0) {
            problems.add(
                    scalar.get().place(),
                    Words.quote(label(key)) + " is out of range: " + Words.printable(text, 30),
                    remedy);
            return fallback;
        }
        expect(key, "integer");
        return value.longValueExact();
    }

    /** Reports a value whose type in JSON is another: what editors would complain about. */
    void expect(String key, String type) {
        if (!(node(key).orElse(null) instanceof Scalar scalar) || scalar.empty()) {
            return;
        }
        String found = JsonValue.type(scalar);
        if (!found.equals(type) && !(type.equals("number") && found.equals("integer"))) {
            problems.add(
                    scalar.place(),
                    Words.quote(label(key)) + ": " + found + " found, " + type + " expected",
                    scalar.quoted() ? "write it without quotes" : "put it in quotes");
        }
    }

    /** Returns what a word stands for. */
    <T> T choice(String key, Map<String, T> words, T fallback) {
        Optional<Scalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return fallback;
        }
        T found = words.get(scalar.get().text());
        if (found == null) {
            problems.add(
                    scalar.get().place(),
                    Words.quote(scalar.get().text())
                            + " is not a value of "
                            + Words.quote(label(key)),
                    Words.suggest(scalar.get().text(), words.keySet().stream().sorted().toList()));
            return fallback;
        }
        return found;
    }

    /**
     * Returns whether the key holds exactly this word, such as {@code off} or {@code unlimited}.
     */
    boolean word(String key, String word) {
        return node(key).filter(n -> n instanceof Scalar s && s.text().equals(word)).isPresent();
    }

    /** Reports a key that must be given. */
    void require(String key) {
        if (!given(key)) {
            problems.addAnyway(
                    mapping.place(),
                    "the key " + Words.quote(label(key)) + " is missing",
                    "add a line '" + key + ": ...'");
        }
    }

    /** Reports that the value of a key that is there is not what it must be. */
    void reject(String key, String wanted) {
        Node node = node(key).orElseThrow();
        problems.add(node.place(), Words.quote(label(key)) + " is wrong", "write " + wanted);
    }

    /** Reports the keys that nobody asked for. */
    void close() {
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                problems.addAnyway(
                        entry.getValue().keyPlace(),
                        "unknown key "
                                + Words.quote(entry.getKey())
                                + (path.isEmpty() ? "" : " in '" + path + "'"),
                        KeyPlaces.suggest(path, entry.getKey(), known));
            }
        }
    }

    /** Returns the dotted name of a key. */
    String label(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private boolean within(BigDecimal value, Scalar scalar, Quantity quantity, Range range) {
        if (range.holds(value)) {
            return true;
        }
        problems.add(
                scalar.place(),
                Words.quote(scalar.text()) + " is out of range",
                "write a " + quantity.noun() + " in " + range.print(quantity));
        return false;
    }

    private void wrongKind(String key, Node node, String wanted, String remedy) {
        problems.add(
                node.place(),
                Words.quote(label(key)) + " is " + node.noun() + ", not " + wanted,
                "write " + remedy);
    }
}
