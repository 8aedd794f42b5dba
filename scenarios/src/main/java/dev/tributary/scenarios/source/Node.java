package dev.tributary.scenarios.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML document with its place; immutable. */
public sealed interface Node {
    /** Returns where the value starts. */
    Place place();

    /** Returns what it is, for messages: a value, a list or a map. */
    String noun();

    /**
     * A single value.
     *
     * @param quoted whether it was quoted or a block, so that it is text whatever it looks like
     */
    record Scalar(Place place, String text, boolean quoted) implements Node {
        @Override
        public String noun() {
            return empty() ? "empty" : "a single value";
        }

        /** Returns whether nothing was written, or an explicit null. */
        public boolean empty() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A list. */
    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String noun() {
            return "a list";
        }
    }

    /** Keys and values, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String noun() {
            return "a map";
        }
    }

    /**
     * One line of a map.
     *
     * @param keyPlace where the key starts
     */
    record Entry(Place keyPlace, Node value) {}
}
