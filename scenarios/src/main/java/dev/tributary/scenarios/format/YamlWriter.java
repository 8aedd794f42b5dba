package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Words;
import java.util.Locale;

/** Writes the plain block YAML of resolved scenarios; values other than texts need no quotes. */
final class YamlWriter {
    private final StringBuilder out;
    private final String indent;
    private String lead;

    YamlWriter() {
        this(new StringBuilder(), "", "");
    }

    private YamlWriter(StringBuilder out, String indent, String lead) {
        this.out = out;
        this.indent = indent;
        this.lead = lead;
    }

    void put(String key, String value) {
        line(key + ": " + value);
    }

    void put(String key, Quantity quantity, double value) {
        put(key, quantity.print(value));
    }

    /** Writes a free text, quoted. */
    void text(String key, String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints()
                .forEach(
                        point -> {
                            if (point == '"' || point == '\\') {
                                quoted.append('\\').appendCodePoint(point);
                            } else if (Words.visible(point)) {
                                quoted.appendCodePoint(point);
                            } else {
                                quoted.append(String.format(Locale.ROOT, "\\U%08x", point));
                            }
                        });
        put(key, quoted.append('"').toString());
    }

    /** Starts a nested map or list. */
    YamlWriter map(String key) {
        line(key + ":");
        return new YamlWriter(out, indent + "  ", indent + "  ");
    }

    /** Starts an entry of a list that is a map. */
    YamlWriter item() {
        return new YamlWriter(out, indent + "  ", indent + "- ");
    }

    /** Writes an entry of a list. */
    void item(String value) {
        line("- " + value);
    }

    private void line(String content) {
        out.append(lead).append(content).append('\n');
        lead = indent;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
