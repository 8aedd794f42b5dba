package dev.tributary.scenarios.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of a few words.
 *
 * @param values what each word stands for
 * @param type name of the words' type in JSON
 */
record WordForm<T>(Map<String, T> values, String type) implements Form<T> {
    /** Yes or no. */
    static final WordForm<Boolean> FLAG = new WordForm<>(flags(), "boolean");

    /** Returns the constants of an enum, {@code fair-share} for {@code FAIR_SHARE}. */
    static WordForm<Object> of(Class<?> type) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            words.put(name.toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return new WordForm<>(words, "string");
    }

    private static Map<String, Boolean> flags() {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        flags.put("true", true);
        flags.put("false", false);
        return flags;
    }

    @Override
    public T read(Fields fields, String key, T fallback) {
        T value = fields.choice(key, values, fallback);
        if (type.equals("boolean")) {
            fields.expect(key, type);
        }
        return value;
    }

    /** Returns the word that stands for a value. */
    String word(T value) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void write(YamlWriter out, String key, T value) {
        out.put(key, word(value));
    }

    @Override
    public T none() {
        return values.values().iterator().next();
    }

    @Override
    public String words() {
        return values.keySet().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, Object> schema() {
        return type.equals("boolean")
                ? SchemaParts.map("type", type)
                : SchemaParts.map("enum", List.copyOf(values.keySet()));
    }
}
