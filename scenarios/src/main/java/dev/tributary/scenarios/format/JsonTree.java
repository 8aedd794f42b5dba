package dev.tributary.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.scenarios.format.Node.Mapping;
import dev.tributary.scenarios.format.Node.Scalar;
import dev.tributary.scenarios.format.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** {@link Node} to JSON by the core schema of YAML 1.2, as editors see a scenario. */
final class JsonTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,30}");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+]?(\\.[0-9]{1,30}|[0-9]{1,30}(\\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?");
    private static final int NUMBER_CHARS_MAX = 80;

    private JsonTree() {}

    static JsonNode of(Node node) {
        if (node instanceof Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
            return object;
        }
        if (node instanceof Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return scalar((Scalar) node);
    }

    private static JsonNode scalar(Scalar scalar) {
        String text = scalar.text();
        if (scalar.quoted() || text.length() > NUMBER_CHARS_MAX) {
            return JSON.textNode(text);
        }
        if (scalar.empty()) {
            return JSON.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (INTEGER.matcher(text).matches()) {
            return JSON.numberNode(new BigInteger(text));
        }
        return NUMBER.matcher(text).matches()
                ? JSON.numberNode(new BigDecimal(text))
                : JSON.textNode(text);
    }
}
