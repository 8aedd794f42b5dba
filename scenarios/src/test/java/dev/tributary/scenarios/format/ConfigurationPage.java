package dev.tributary.scenarios.format;

import java.util.ArrayList;
import java.util.List;

/** {@code docs/configuration.md}, made of the table of keys. */
final class ConfigurationPage {
    private static final String HEAD =
            """
            # Configuration: every key of a scenario

            Made from the keys' declarations by `GeneratedFilesTest`; a change there, not here. Values
            carry their units, whole numbers and words have none. A key with neither a default nor
            keys of its own must be given. What the models behind the keys are is told in
            [models.md](models.md).

            """;

    /** What a table of keys does not show: how a list of them is written. */
    static final String EVENTS =
            """
            events:
              - {at: 30 s, do: publisher-stops}
              - {at: 37 s, do: publisher-returns, clock: zero}
              - {at: 60 s, do: mass-leave, share: 30 %, over: 10 s}
              - {at: 90 s, do: flash-crowd, viewers: 200, over: 5 s}
              - {at: 120 s, do: origin-restarts, for: 12 s}
              - {at: 150 s, do: crash, share: 5 %}
            """;

    private final StringBuilder out = new StringBuilder(HEAD);

    private ConfigurationPage() {}

    static String text() {
        return new ConfigurationPage().write();
    }

    private String write() {
        out.append("| Key | Value | Meaning |\n|---|---|---|\n");
        for (RootKey key : RootKey.all()) {
            String words = key.words().isEmpty() ? "[below](#" + key.name() + ")" : key.words();
            line("`" + key.name() + "`", words, key.text());
        }
        for (RootKey key : RootKey.all()) {
            if (!key.rows().isEmpty()) {
                out.append("\n## ").append(key.name()).append("\n\n");
                out.append(key.text()).append(".\n\n");
                out.append("| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
                key.rows().forEach(row -> row(key.name(), row));
                if (key.name().equals("events")) {
                    out.append("\nFor example\n\n```\n").append(EVENTS).append("```\n");
                }
            }
        }
        return out.toString();
    }

    private void row(String path, Row<?> row) {
        String key = path + "." + row.name();
        String usual = row.usual().isEmpty() ? "" : "`" + row.usual() + "`";
        String source = row.source().isEmpty() ? "" : ". Default: " + row.source();
        line("`" + key + "`", row.form().words(), usual, row.text() + source);
        row.form().rows().forEach(inner -> row(key, inner));
    }

    private void line(String... cells) {
        List<String> escaped = new ArrayList<>();
        for (String cell : cells) {
            escaped.add(cell.replace("|", "\\|"));
        }
        out.append("| ").append(String.join(" | ", escaped)).append(" |\n");
    }
}
