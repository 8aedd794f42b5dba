package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.YamlTree;
import java.util.Map;

/**
 * One key of a section: a row of the table from which reader, writer, schema and documentation
 * come.
 *
 * @param name key as it is written
 * @param form what it may hold
 * @param usual its value when it is not given, as a scenario would give it; empty when it must be
 *     given or is a section
 * @param text what it means, a sentence without its full stop
 * @param source where the usual value comes from; may be empty
 * @param <T> what is read
 */
record Row<T>(String name, Form<T> form, String usual, String text, String source) {
    /** Returns the row with something more to say. */
    Row<T> with(String more) {
        return new Row<>(name, form, usual, text + ". " + more, source);
    }

    T read(Fields fields) {
        return read(fields, usualValue());
    }

    T read(Fields fields, T fallback) {
        return form.read(fields, name, fallback);
    }

    void write(YamlWriter out, T value) {
        form.write(out, name, value);
    }

    /** Returns whether the key must be given. */
    boolean needed() {
        return usual.isEmpty() && !(form instanceof Section);
    }

    /** Returns the value when the key is not given. */
    T usualValue() {
        Place place = new Place("the usual value of '" + name + "'", 0, 0);
        if (usual.isEmpty()) {
            return form.none();
        }
        Problems problems = new Problems();
        try {
            Node node = YamlTree.parse(usual, place);
            Mapping alone = new Mapping(place, Map.of(name, new Entry(place, node)));
            T value = read(new Fields("", alone, problems), form.none());
            problems.throwIfAny();
            return value;
        } catch (ScenarioException broken) {
            throw new IllegalStateException(broken.getMessage(), broken);
        }
    }
}
