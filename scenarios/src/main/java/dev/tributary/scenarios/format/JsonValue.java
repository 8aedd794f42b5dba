package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Values as editors see them: by the core schema of YAML 1.2, in the types of JSON. */
final class JsonValue {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,30}");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?");
    private static final int NUMBER_CHARS_MAX = 80;

    private JsonValue() {}

    /** Returns maps, lists, texts, numbers and truth values; null for an empty value. */
    static Object of(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Object> object = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> object.put(key, of(entry.value())));
            return object;
        }
        if (node instanceof Sequence sequence) {
            List<Object> array = new ArrayList<>();
            sequence.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return scalar((Scalar) node);
    }

    private static Object scalar(Scalar scalar) {
        String text = scalar.text();
        return switch (type(scalar)) {
            case "null" -> null;
            case "boolean" -> Boolean.valueOf(text);
            case "integer" -> new BigInteger(text);
            case "number" -> new BigDecimal(text);
            default -> text;
        };
    }

    /** Returns the name of the type that JSON gives a single value. */
    static String type(Scalar scalar) {
        String text = scalar.text();
        if (scalar.quoted() || text.length() > NUMBER_CHARS_MAX) {
            return "string";
        }
        if (scalar.empty()) {
            return "null";
        }
        if (text.equals("true") || text.equals("false")) {
            return "boolean";
        }
        if (INTEGER.matcher(text).matches()) {
            return "integer";
        }
        return NUMBER.matcher(text).matches() ? "number" : "string";
    }
}
