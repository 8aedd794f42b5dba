package dev.tributary.reports.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.reports.run.ReportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value in a JSON file with the path that leads to it, so that complaints can name it.
 *
 * @param path file and place, for example {@code manifest.json: clock.started}
 * @param node the value
 */
record Field(String path, JsonNode node) {
    Field at(String name) {
        JsonNode child = node.get(name);
        String place = path + (path.endsWith(":") ? " " : ".") + name;
        if (child == null) {
            throw new ReportException(place + " is missing");
        }
        return new Field(place, child);
    }

    List<Field> list() {
        check(node.isArray(), "a list");
        List<Field> out = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            out.add(new Field(path + "[" + i + "]", node.get(i)));
        }
        return out;
    }

    Map<String, String> texts() {
        check(node.isObject(), "an object");
        Map<String, String> out = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            out.put(entry.getKey(), at(entry.getKey()).text());
        }
        return out;
    }

    String text() {
        check(node.isTextual(), "text");
        return node.textValue();
    }

    long whole() {
        check(node.isIntegralNumber() && node.canConvertToLong(), "a whole number");
        return node.longValue();
    }

    /** Returns a whole number of 0 or more. */
    long count() {
        long value = whole();
        check(value >= 0, "0 or more");
        return value;
    }

    int small() {
        long value = count();
        check(value <= Integer.MAX_VALUE, "below 2^31");
        return (int) value;
    }

    /** Returns a number, {@code otherwise} for null. */
    double number(double otherwise) {
        if (node.isNull()) {
            return otherwise;
        }
        check(node.isNumber() && Double.isFinite(node.doubleValue()), "a number");
        return node.doubleValue();
    }

    double number() {
        return number(Double.NaN);
    }

    void check(boolean condition, String expected) {
        if (!condition) {
            throw new ReportException(path + " must be " + expected);
        }
    }
}
