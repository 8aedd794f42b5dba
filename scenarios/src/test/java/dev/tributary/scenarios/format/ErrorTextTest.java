package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader says everything that is wrong, word for word, over a corpus of broken scenarios. */
final class ErrorTextTest {
    private static final String HEAD = "name: x\nabout: Test.\nsystem: douyu\n";

    /** A text, and its messages without the name of the file. */
    record Case(String body, List<String> messages) {}

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = ErrorTextTest.class.getResourceAsStream("error-texts.txt")) {
            String metrics = String.join(", ", ExpectationSection.metrics());
            String root =
                    RootKey.all().stream().map(RootKey::name).collect(Collectors.joining(", "));
            String text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("{metrics}", metrics)
                            .replace("{presets}", String.join(", ", Presets.names().keySet()))
                            .replace("{root}", root);
            for (String block : text.substring(text.indexOf("\n\n") + 2).split("\n\n", -1)) {
                String[] parts = block.strip().split("\n=> ", -1);
                cases.add(new Case(parts[0], List.of(parts).subList(1, parts.length)));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysEverythingWordForWord(Case bad) {
        assertThat(BadScenarioTest.problems(HEAD + bad.body() + "\n"))
                .map(line -> line.substring("f.yaml:".length()))
                .containsExactlyElementsOf(bad.messages());
    }
}
