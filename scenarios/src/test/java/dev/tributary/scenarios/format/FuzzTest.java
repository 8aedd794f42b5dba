package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the bytes, the outcome is a scenario that reads back equal and that the schema takes
 * too, or a clean refusal.
 */
@Tag("slow")
final class FuzzTest {
    private static final int FILES = 2_000;
    private static final String[] TOKENS = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "\n",
        "\t",
        "'",
        "\"",
        "&a ",
        "*a",
        "!!x ",
        "#",
        "|",
        ">",
        "%",
        "...",
        "---\n",
        "<<: ",
        "null",
        "~",
        ".nan",
        "1e999",
        "-1",
        "0",
        "99999999999999999999",
        "\u0000",
        "\ud83d\ude00",
        "\u2028",
        "\ufeff",
        "? ",
        "0 s",
        "1 %",
        "true",
        "sweep: {}\n",
    };

    @TempDir Path directory;

    @Test
    void mutatedLibraryFilesRaiseOnlyScenarioExceptions() throws Exception {
        List<String> seeds = new ArrayList<>();
        for (Library.Item item : Library.list(LibraryTest.LIBRARY)) {
            seeds.add(Files.readString(item.file()));
            seeds.add(ScenarioText.resolvedYaml(item.scenario()));
        }
        int[] good = {0};
        assertTimeoutPreemptively(
                Duration.ofMinutes(5),
                () -> {
                    Random random = new Random(7);
                    for (int i = 0; i < FILES; i++) {
                        byte[] bytes = mutate(seeds.get(i % seeds.size()), random);
                        good[0] += survives(bytes, i) ? 1 : 0;
                    }
                });
        assertThat(good[0]).as("files that stay correct").isBetween(20, FILES - 100);
    }

    @Test
    void aFullMebibyteOfAnythingIsRefusedQuickly() {
        StringBuilder keys = new StringBuilder("name: x\nabout: y\nsystem: douyu\n");
        for (int i = 0; keys.length() < (1 << 20) - 20; i++) {
            keys.append('k').append(i).append(": 1\n");
        }
        List<String> texts = new ArrayList<>(List.of(keys.toString()));
        for (String piece :
                List.of(
                        "x",
                        "- a\n",
                        "- ",
                        "? ",
                        "[",
                        "{a: ",
                        "'",
                        "\"",
                        "a: 'b\n",
                        "%",
                        "#\n",
                        "\n",
                        "|\n",
                        "a b ",
                        "a:\n ",
                        "\\",
                        "---\n",
                        "!",
                        "9",
                        "{}, ",
                        "a: {b: 1},\n")) {
            texts.add(piece.repeat((1 << 20) / piece.length() - 10));
            texts.add("about: [" + piece.repeat((1 << 20) / piece.length() - 10));
        }
        for (String text : texts) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> {
                        Path file = Files.writeString(directory.resolve("f.yaml"), text);
                        assertThatThrownBy(() -> ScenarioReader.sweep(file, List.of()))
                                .as(text.substring(0, 20))
                                .isInstanceOf(ScenarioException.class);
                    });
        }
    }

    private boolean survives(byte[] bytes, int number) throws IOException {
        Path file = Files.write(directory.resolve("f.yaml"), bytes);
        try {
            List<SweepPoint> points = ScenarioReader.sweep(file, List.of());
            assertThat(SchemaCheck.errors(SourceFile.read(file))).as("file %s", number).isEmpty();
            for (SweepPoint point : points) {
                String text = ScenarioText.resolvedYaml(point.scenario());
                Scenario again = ScenarioReader.parse(text, "resolved");
                assertThat(again).as("file %s", number).isEqualTo(point.scenario());
                assertThat(SchemaCheck.errors(text)).as("file %s", number).isEmpty();
            }
            return true;
        } catch (ScenarioException refused) {
            assertThat(refused.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(Problems.MAX);
            for (Problem problem : refused.problems()) {
                assertThat(problem.toString())
                        .doesNotContain("\n", "\r", "\u001b")
                        .contains("f.yaml");
            }
            return false;
        }
    }

    private static byte[] mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
                case 2 -> text.replace(at, end, TOKENS[random.nextInt(TOKENS.length)]);
                case 3 -> text.insert(at, text.substring(at, end));
                default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
