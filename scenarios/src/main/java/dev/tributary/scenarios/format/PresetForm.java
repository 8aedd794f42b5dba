package dev.tributary.scenarios.format;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The name of a network that gives everything another key does not say. */
record PresetForm() implements Form<String> {
    @Override
    public String read(Fields fields, String key, String fallback) {
        return fields.choice(key, Presets.names(), fallback);
    }

    @Override
    public void write(YamlWriter out, String key, String name) {
        out.text(key, name);
    }

    @Override
    public String none() {
        return "";
    }

    @Override
    public String words() {
        return Presets.names().keySet().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, Object> schema() {
        return SchemaParts.map("enum", List.copyOf(Presets.names().keySet()));
    }
}
