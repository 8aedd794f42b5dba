package dev.tributary.reports.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** JSON trees: numbers that JSON cannot express become null, text is the same on every system. */
public final class Nodes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Nodes() {}

    /** Returns an empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a number, or null when it is not finite. */
    public static JsonNode number(double value) {
        return Double.isFinite(value)
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.nullNode();
    }

    /** Returns a name of one word for words for people: {@code cdnSubStream}. */
    static String name(String words) {
        StringBuilder out = new StringBuilder();
        for (String word : words.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            String first = word.substring(0, 1);
            out.append(out.isEmpty() ? first : first.toUpperCase(Locale.ROOT));
            out.append(word.substring(1));
        }
        return out.toString();
    }

    /** Returns numbers, each null when it is not finite. */
    public static ArrayNode numbers(Iterable<Double> values) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (double value : values) {
            out.add(number(value));
        }
        return out;
    }

    /** Returns indented text with line feeds, ending with one. */
    public static String text(JsonNode node) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators).withObjectIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }
}
