package dev.tributary.scenarios.format;

import java.util.List;
import java.util.Map;

/**
 * The form of a key's value: how it is read, written and described. The one place that knows it.
 *
 * @param <T> what is read
 */
interface Form<T> {
    /** Reads the value of a key; whatever is wrong is reported and answered with the fallback. */
    T read(Fields fields, String key, T fallback);

    /** Writes a value so that it reads back as an equal one. */
    void write(YamlWriter out, String key, T value);

    /** Returns the fallback of a key that must be given. */
    T none();

    /** Returns what may be written, for people. */
    String words();

    /** Returns the JSON Schema of the value, without description and default. */
    Map<String, Object> schema();

    /** Returns the keys within the value, for people; most forms have none. */
    default List<Row<?>> rows() {
        return List.of();
    }
}
