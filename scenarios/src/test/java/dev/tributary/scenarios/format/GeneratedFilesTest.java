package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files made from the keys' declarations are those of the repository. */
final class GeneratedFilesTest {
    private static final String ACCEPT = "generated.accept";
    private static final String HOW =
            "the keys have changed; make the file again with"
                    + " ./mvnw -q test -pl scenarios -am -Dtest=GeneratedFilesTest -D"
                    + ACCEPT
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theSchemaIsMadeFromTheKeys() throws IOException {
        assertSame(SchemaCheck.FILE, schema());
    }

    @Test
    void theConfigurationPageIsMadeFromTheKeys() throws IOException {
        assertSame(Path.of("..", "docs", "configuration.md"), ConfigurationPage.text());
    }

    @Test
    void theExampleOfEventsIsRead() throws ScenarioException {
        String scenario = "name: x\nabout: y\nsystem: douyu\n" + ConfigurationPage.EVENTS;
        assertThat(ScenarioReader.parse(scenario, "f.yaml").events()).hasSize(6);
    }

    private static void assertSame(Path file, String text) throws IOException {
        if (System.getProperty(ACCEPT) != null) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file)).as(HOW).isEqualTo(text);
    }

    private static String schema() throws JsonProcessingException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators).withObjectIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(RootKey.schemaOfAll()) + "\n";
    }
}
