package dev.tributary.scenarios.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value that may be given, or be that of the whole of which this is a part: then a word stands in
 * its place.
 *
 * @param word for the whole, such as {@code network}
 * @param inner what may be given
 */
record InheritedForm<T>(String word, Form<T> inner) implements Form<Optional<T>> {
    @Override
    public Optional<T> read(Fields fields, String key, Optional<T> fallback) {
        if (fields.word(key, word)) {
            return Optional.empty();
        }
        T value = inner.read(fields, key, fallback.orElseGet(inner::none));
        return fields.given(key) ? Optional.of(value) : fallback;
    }

    @Override
    public void write(YamlWriter out, String key, Optional<T> value) {
        if (value.isPresent()) {
            inner.write(out, key, value.get());
        } else {
            out.put(key, word);
        }
    }

    @Override
    public Optional<T> none() {
        return Optional.empty();
    }

    @Override
    public String words() {
        String words = inner.words().isEmpty() ? "its own" : inner.words();
        return "`" + word + "`, or " + words;
    }

    @Override
    public List<Row<?>> rows() {
        return inner.rows();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> named = SchemaParts.map("const", word);
        return SchemaParts.map("anyOf", List.of(named, inner.schema()));
    }
}
