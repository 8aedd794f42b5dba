package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.YamlTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of JSON Schema that several forms need. */
final class SchemaParts {
    static final String NUMBER = "[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?";

    private SchemaParts() {}

    /** Returns names and values in the order in which they are given. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return out;
    }

    /** Returns a number with a unit: as text, for JSON knows no units. */
    static Map<String, Object> quantity(Quantity quantity, Range range) {
        if (!quantity.canonical().isEmpty()) {
            String units = String.join("|", quantity.factors().keySet());
            return text(NUMBER + "\\s*(" + units + ")");
        }
        return map("type", "number", "minimum", range.low(), "maximum", range.high());
    }

    /** Returns a text of a pattern, with space around it. */
    static Map<String, Object> text(String pattern) {
        return map("type", "string", "pattern", "^\\s*" + pattern + "\\s*$");
    }

    /** Returns a map with these keys and no others; those without a usual value are required. */
    static Map<String, Object> object(List<Row<?>> rows) {
        Map<String, Object> properties = new LinkedHashMap<>();
        rows.forEach(row -> properties.put(row.name(), described(row)));
        return map("type", "object", "additionalProperties", false, "properties", properties);
    }

    /** Returns the same map where some keys must be given. */
    static Map<String, Object> object(List<Row<?>> rows, List<String> required) {
        Map<String, Object> out = object(rows);
        out.put("required", required);
        return out;
    }

    /** Returns a list of so many items. */
    static Map<String, Object> list(Map<String, Object> item, int min, int max) {
        return map("type", "array", "minItems", min, "maxItems", max, "items", item);
    }

    /** Returns what editors show of a key, and check. */
    static <T> Map<String, Object> described(Row<T> row) {
        Map<String, Object> out = new LinkedHashMap<>(row.form().schema());
        out.put("description", description(row));
        if (!row.usual().isEmpty()) {
            out.put("default", JsonValue.of(parsed(row)));
        }
        return out;
    }

    private static String description(Row<?> row) {
        String words = row.form().words().replace("`", "");
        String range = words.isEmpty() ? "" : ": " + words;
        String source = row.source().isEmpty() ? "" : " Default: " + row.source() + ".";
        return row.text() + range + "." + source;
    }

    private static Node parsed(Row<?> row) {
        try {
            return YamlTree.parse(row.usual(), new Place(row.name(), 0, 0));
        } catch (ScenarioException broken) {
            throw new IllegalStateException(broken.getMessage(), broken);
        }
    }

    /** Returns a choice of exact words as a pattern. */
    static String oneOf(List<String> words) {
        return words.stream()
                .map(word -> word.replace(".", "\\."))
                .collect(Collectors.joining("|", "(", ")"));
    }
}
