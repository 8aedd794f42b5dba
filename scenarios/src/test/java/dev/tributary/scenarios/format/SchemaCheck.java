package dev.tributary.scenarios.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.YamlTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published JSON Schema, as editors apply it. */
final class SchemaCheck {
    static final Path FILE = Path.of("schema", "scenario.schema.json");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text(), InputFormat.JSON);

    private SchemaCheck() {}

    /** Returns the text of the schema. */
    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns what the schema finds wrong with a tree of values. */
    static List<String> errors(Node tree) {
        return SCHEMA
                .validate(
                        JSON.<com.fasterxml.jackson.databind.JsonNode>valueToTree(
                                JsonValue.of(tree)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** Returns what the schema finds wrong with a text. */
    static List<String> errors(String text) throws ScenarioException {
        return errors(YamlTree.parse(text, new Place("text", 1, 1)));
    }
}
