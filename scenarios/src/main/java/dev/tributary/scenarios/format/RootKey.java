package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A key of a scenario itself.
 *
 * @param name key as it is written
 * @param text what it means, a sentence without its full stop
 * @param words what may be written, for people; empty for a section
 * @param schema the JSON Schema of its value, without description
 * @param rows the keys within
 */
record RootKey(
        String name, String text, String words, Map<String, Object> schema, List<Row<?>> rows) {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
    private static final int ABOUT_MAX = 500;

    /** Keys that every scenario has. */
    static final List<String> NEEDED = List.of("name", "about", "system");

    /** Returns all of them, in the order in which they are written. */
    static List<RootKey> all() {
        List<RootKey> keys = new ArrayList<>(needed());
        keys.add(section("stream", "The live stream", Sections.STREAM));
        keys.add(section("audience", "Who watches, and for how long", Sections.AUDIENCE));
        keys.add(
                section(
                        "network",
                        "The internet between viewers: a preset gives everything, other keys"
                                + " override it",
                        Sections.NETWORK));
        keys.add(
                new RootKey(
                        "protocol",
                        "The configuration of the room; cdn-only ignores the keys about peers",
                        "",
                        SchemaParts.object(ProtocolSection.rows()),
                        ProtocolSection.rows()));
        keys.add(section("cdn", "The CDN as a viewer sees it", Sections.CDN));
        keys.add(section("host", "The machine that a simulated viewer runs on", Sections.HOST));
        keys.add(section("run", "How long, how often", Sections.RUN));
        keys.add(
                new RootKey(
                        "events",
                        "What happens to the world, at given times; a list",
                        "",
                        EventSection.schema(),
                        EventSection.rows()));
        keys.add(
                new RootKey(
                        "expect",
                        "What the means of the results must satisfy; SI units, ratios in 0..1",
                        "a list of `metric in low..high`, `metric >= low` or `metric <= high`",
                        ExpectationSection.schema(),
                        List.of()));
        keys.add(
                new RootKey(
                        "sweep",
                        "Dotted keys to try, such as `protocol.subStreams: [3, 6]`; all"
                                + " combinations run",
                        "a list of values for each, at most " + Sweep.POINTS_MAX + " combinations",
                        Sweep.schema(),
                        List.of()));
        return keys;
    }

    private static List<RootKey> needed() {
        return List.of(
                new RootKey(
                        "name",
                        "Name of the scenario, as its file without the ending",
                        "1 to 64 of a-z, 0-9 and -",
                        SchemaParts.map("type", "string", "pattern", "^" + NAME + "$"),
                        List.of()),
                new RootKey(
                        "about",
                        "One sentence: what question the scenario answers",
                        "1 to " + ABOUT_MAX + " characters",
                        SchemaParts.map("type", "string", "minLength", 1, "maxLength", ABOUT_MAX),
                        List.of()),
                new RootKey(
                        "system",
                        "What the room runs",
                        ProtocolSection.SYSTEMS.words(),
                        ProtocolSection.SYSTEMS.schema(),
                        List.of()));
    }

    private static RootKey section(String name, String text, Section<?> section) {
        return new RootKey(name, text, "", section.schema(), section.rows());
    }

    /** Returns the JSON Schema of a scenario. */
    static Map<String, Object> schemaOfAll() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RootKey key : all()) {
            Map<String, Object> property = new LinkedHashMap<>(key.schema);
            property.put("description", key.text.replace("`", "") + ".");
            properties.put(key.name, property);
        }
        return SchemaParts.map(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "$id",
                "https://tributary.dev/schema/scenario.schema.json",
                "title",
                "Tributary scenario",
                "description",
                "One question: a world, a protocol, a run and what is expected. Values carry units.",
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                NEEDED,
                "properties",
                properties);
    }

    static String readName(Fields root) {
        String name = root.scalar("name").map(Scalar::text).orElse("");
        if (root.given("name") && !name.matches(NAME)) {
            root.problems()
                    .add(
                            root.place("name"),
                            Words.quote(name) + " is not a name",
                            "write 1 to 64 of a-z, 0-9 and -, such as douyu-six");
        }
        root.expect("name", "string");
        return name;
    }

    static String readAbout(Fields root) {
        String about = root.scalar("about").map(Scalar::text).orElse("");
        boolean empty = root.given("about") && about.isEmpty();
        if (empty || !about.equals(Words.printable(about, ABOUT_MAX))) {
            root.problems()
                    .add(
                            root.place("about"),
                            "'about' is not one sentence",
                            "write one line of at most " + ABOUT_MAX + " visible characters");
        }
        root.expect("about", "string");
        return about.strip();
    }
}
