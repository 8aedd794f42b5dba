package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Sequence;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.Words;
import dev.tributary.scenarios.source.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value put at a dotted path, from {@code --set a.b.c=value} or from a sweep.
 *
 * @param key dotted path; a number is the index of a list, from 0
 * @param value parsed as YAML
 * @param place the whole override
 */
record Assignment(String key, Node value, Place place) {
    private static final int KEY_MAX = 200;

    /** Parses {@code a.b.c=value}. */
    static Assignment parse(String text) throws ScenarioException {
        Place place = new Place("--set " + text, 0, 0);
        int equals = text.indexOf('=');
        if (equals < 1 || equals > KEY_MAX) {
            throw new ScenarioException(
                    place.problem(
                            "not an override", "write key=value, such as audience.viewers=500"));
        }
        String key = text.substring(0, equals).strip();
        return new Assignment(key, YamlTree.parse(text.substring(equals + 1), place), place);
    }

    Mapping applyTo(Mapping tree) throws ScenarioException {
        return set(tree, key, value, place);
    }

    /** Returns the tree with a value at a dotted path; maps on the way are made when missing. */
    static Mapping set(Mapping tree, String key, Node value, Place place) throws ScenarioException {
        String[] steps = key.split("\\.", -1);
        if (steps.length > YamlTree.DEPTH_MAX || List.of(steps).contains("")) {
            throw new ScenarioException(
                    place.problem(
                            Words.quote(key) + " is not a dotted key",
                            "write for example audience.viewers"));
        }
        return (Mapping) put(tree, steps, 0, value, place);
    }

    private static Node put(Node at, String[] steps, int depth, Node value, Place place)
            throws ScenarioException {
        if (depth == steps.length) {
            return value;
        }
        String step = steps[depth];
        if (at instanceof Mapping mapping) {
            Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
            Entry old = entries.get(step);
            Node inner = old == null ? new Mapping(place, Map.of()) : old.value();
            entries.put(step, new Entry(place, put(inner, steps, depth + 1, value, place)));
            return new Mapping(mapping.place(), entries);
        }
        if (at instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>(sequence.items());
            int index = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : -1;
            if (index < 0 || index >= items.size()) {
                throw new ScenarioException(
                        place.problem(
                                Words.quote(step) + " is not an entry of the list",
                                items.isEmpty()
                                        ? "the list is empty"
                                        : "write a number in 0.." + (items.size() - 1)));
            }
            items.set(index, put(items.get(index), steps, depth + 1, value, place));
            return new Sequence(sequence.place(), items);
        }
        throw new ScenarioException(
                place.problem(
                        Words.quote(String.join(".", List.of(steps).subList(0, depth)))
                                + " is a single value, it has no key "
                                + Words.quote(step),
                        "set it as a whole"));
    }
}
