package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Key;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A map whose keys are the components of a record, in their order; each component declares its key
 * by {@link Key}.
 *
 * @param <R> the record
 */
final class Section<R extends Record> implements Form<R> {
    /** What must hold between the keys of a section. */
    interface Rule<R> {
        /**
         * Reports what does not fit together.
         *
         * @param problemsBefore how much was wrong before the section was read
         * @return the record, as it is used
         */
        R check(Fields fields, R record, int problemsBefore);
    }

    private final Class<R> type;
    private final List<Row<?>> rows = new ArrayList<>();
    private final List<Method> getters = new ArrayList<>();
    private final Constructor<R> constructor;
    private final Rule<R> rule;

    private Section(Class<R> type) {
        this.type = type;
        this.rule = Rules.of(type);
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            if (key == null) {
                throw new IllegalStateException(component + " of " + type + " declares no key");
            }
            String name = key.name().isEmpty() ? component.getName() : key.name();
            rows.add(row(name, Forms.of(component, key), key));
            getters.add(component.getAccessor());
            types.add(component.getType());
        }
        try {
            this.constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("every record has this constructor", impossible);
        }
    }

    static <R extends Record> Section<R> of(Class<R> type) {
        return new Section<>(type);
    }

    private static <T> Row<T> row(String name, Form<T> form, Key key) {
        return new Row<>(name, form, key.usual(), key.text(), key.source());
    }

    @Override
    public R read(Fields parent, String key, R fallback) {
        return read(parent.object(key, rows), fallback);
    }

    R read(Fields parent, String key) {
        return read(parent, key, none());
    }

    /** Reads the map itself; a key that is not given has its value in the base. */
    R read(Fields fields, R base) {
        int before = fields.problems().count();
        Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(fields, rows.get(i), get(base, i));
        }
        for (Row<?> row : rows) {
            if (row.needed()) {
                fields.require(row.name());
            }
        }
        R record = rule.check(fields, make(values), before);
        fields.close();
        return record;
    }

    /** Returns a copy with another value of one key. */
    R with(R record, String key, Object value) {
        Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i).name().equals(key) ? value : get(record, i);
        }
        return make(values);
    }

    @Override
    public void write(YamlWriter out, String key, R record) {
        write(out.map(key), record);
    }

    /** Writes the keys into a map. */
    void write(YamlWriter out, R record) {
        for (int i = 0; i < rows.size(); i++) {
            write(out, rows.get(i), get(record, i));
        }
    }

    /** Returns the record when no key is given. */
    @Override
    public R none() {
        return make(rows.stream().map(Row::usualValue).toArray());
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public List<Row<?>> rows() {
        return rows;
    }

    @Override
    public Map<String, Object> schema() {
        List<String> needed = rows.stream().filter(Row::needed).map(Row::name).toList();
        return needed.isEmpty() ? SchemaParts.object(rows) : SchemaParts.object(rows, needed);
    }

    @SuppressWarnings("unchecked") // the base holds what the row of the same component reads
    private static <T> T read(Fields fields, Row<T> row, Object base) {
        return row.read(fields, (T) base);
    }

    @SuppressWarnings("unchecked") // as above
    private static <T> void write(YamlWriter out, Row<T> row, Object value) {
        row.write(out, (T) value);
    }

    private Object get(R record, int i) {
        try {
            return getters.get(i).invoke(record);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("records can always be read", broken);
        }
    }

    private R make(Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException broken) {
            String what = type.getSimpleName() + Arrays.toString(values);
            throw new IllegalStateException("values that the keys allow: " + what, broken);
        }
    }
}
