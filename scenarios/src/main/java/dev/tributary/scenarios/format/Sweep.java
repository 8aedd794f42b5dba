package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key {@code sweep}: dotted keys with lists of values; every combination is a point. */
final class Sweep {
    static final String KEY = "sweep";
    static final int POINTS_MAX = 1_000;

    /** One combination: a label and the tree with its values in place. */
    record Point(String label, Mapping tree) {}

    private Sweep() {}

    /** Reports a sweep that is not a map of non-empty lists, or has too many points. */
    static void check(Fields root) {
        if (!(root.node(KEY).orElse(null) instanceof Mapping block)) {
            root.object(KEY);
            return;
        }
        long points = 1;
        for (Map.Entry<String, Entry> dimension : block.entries().entrySet()) {
            Node values = dimension.getValue().value();
            int count = values instanceof Sequence list ? list.items().size() : 0;
            if (count == 0) {
                root.problems()
                        .add(
                                values.place(),
                                Words.quote(dimension.getKey()) + " has no list of values",
                                "write for example '[2, 4, 6]'");
            }
            points = Math.min(points * Math.max(1, count), Integer.MAX_VALUE);
        }
        if (points > POINTS_MAX) {
            root.problems()
                    .add(
                            block.place(),
                            "the sweep has " + points + " points",
                            "write at most " + POINTS_MAX + " combinations");
        }
    }

    static Map<String, Object> schema() {
        Map<String, Object> values = SchemaParts.map("type", "array", "minItems", 1);
        return SchemaParts.map("type", "object", "additionalProperties", values);
    }

    /** Returns the tree without one dimension of its sweep: an override has fixed that key. */
    static Mapping unswept(Mapping tree, String key) {
        Entry block = tree.entries().get(KEY);
        if (block == null || !(block.value() instanceof Mapping old)) {
            return tree;
        }
        Map<String, Entry> dimensions = new LinkedHashMap<>(old.entries());
        if (dimensions.remove(key) == null) {
            return tree;
        }
        Map<String, Entry> entries = new LinkedHashMap<>(tree.entries());
        entries.put(KEY, new Entry(block.keyPlace(), new Mapping(old.place(), dimensions)));
        return new Mapping(tree.place(), entries);
    }

    /** Returns the tree without its sweep block. */
    static Mapping without(Mapping tree) {
        Map<String, Entry> entries = new LinkedHashMap<>(tree.entries());
        entries.remove(KEY);
        return new Mapping(tree.place(), entries);
    }

    /** Returns all points of a checked tree; the last key varies fastest. */
    static List<Point> points(Mapping tree) throws ScenarioException {
        List<Point> points = List.of(new Point("", without(tree)));
        Entry block = tree.entries().get(KEY);
        if (block == null) {
            return points;
        }
        Map<String, Entry> dimensions = ((Mapping) block.value()).entries();
        for (Map.Entry<String, Entry> dimension : dimensions.entrySet()) {
            String key = dimension.getKey();
            Place place = dimension.getValue().keyPlace();
            List<Point> next = new ArrayList<>();
            for (Point point : points) {
                for (Node value : ((Sequence) dimension.getValue().value()).items()) {
                    String label = name(key, dimensions.keySet()) + "=" + text(value);
                    next.add(
                            new Point(
                                    point.label().isEmpty() ? label : point.label() + ", " + label,
                                    Assignment.set(point.tree(), key, value, place)));
                }
            }
            points = next;
        }
        return points;
    }

    private static String name(String key, Iterable<String> all) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        for (String other : all) {
            if (!other.equals(key) && other.endsWith("." + last)) {
                return key;
            }
        }
        return last;
    }

    private static String text(Node value) {
        if (value instanceof Scalar scalar) {
            return Words.printable(scalar.text(), 60);
        }
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().map(Sweep::text).toList().toString();
        }
        List<String> parts = new ArrayList<>();
        ((Mapping) value)
                .entries()
                .forEach((key, entry) -> parts.add(key + ": " + text(entry.value())));
        return "{" + String.join(", ", parts) + "}";
    }
}
