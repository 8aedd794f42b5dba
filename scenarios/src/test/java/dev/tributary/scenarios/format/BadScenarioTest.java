package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is one line with the place where it is and what would be right. */
final class BadScenarioTest {
    private static final String HEAD = "name: x\nabout: Test.\nsystem: douyu\n";

    /** A text, and its only message without the name of the file. */
    record Case(String body, String message) {}

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = BadScenarioTest.class.getResourceAsStream("bad-scenarios.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.substring(text.indexOf("\n\n") + 2).split("\n\n", -1)) {
                int arrow = block.indexOf("\n=> ");
                cases.add(new Case(block.substring(0, arrow), block.substring(arrow + 4).strip()));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysOneLineWithPlaceAndRemedy(Case bad) {
        assertThat(problems(HEAD + bad.body() + "\n")).containsExactly("f.yaml:" + bad.message());
    }

    @ParameterizedTest
    @MethodSource("others")
    void saysOneLineForBrokenDocuments(Case bad) {
        assertThat(problems(bad.body())).containsExactly("f.yaml:" + bad.message());
    }

    static List<Case> others() {
        String nested = "[".repeat(100_000);
        return List.of(
                new Case(
                        "",
                        "1:1: the file is empty, write 'name:', 'about:' and 'system:', see"
                                + " scenarios/library"),
                new Case(
                        "# only a comment\n",
                        "1:1: the file is empty, write 'name:', 'about:' and 'system:', see"
                                + " scenarios/library"),
                new Case(
                        "- 1\n",
                        "1:1: the file holds a list, write 'name:', 'about:' and 'system:', see"
                                + " scenarios/library"),
                new Case(
                        HEAD + "stream: {bitrate: 2 Mbps\n",
                        "5:1: not YAML: expected ',' or '}', but got <stream end>, check"
                                + " indentation, colons, quotes and brackets here and on the line"
                                + " before"),
                new Case(nested, "1:17: nested too deeply, a scenario needs at most 16 levels"),
                new Case(
                        HEAD + "---\na: 1\n", "4:1: a second document, keep one scenario per file"),
                new Case("name: \u0007", "1:7: a control character, remove it or write it as text"),
                new Case(
                        "name: x\nabout: y\nsystem: doyu\n",
                        "3:9: 'doyu' is not a value of 'system', did you mean 'douyu'?"),
                new Case(
                        "name: ../x\nabout: y\nsystem: douyu\n",
                        "1:7: '../x' is not a name, write 1 to 64 of a-z, 0-9 and -, such as"
                                + " douyu-six"),
                new Case(
                        "name: x\nsystem: douyu\n",
                        "1:1: the key 'about' is missing, add a line 'about: ...'"),
                new Case(
                        "name: 1\nabout: y\nsystem: douyu\n",
                        "1:7: 'name': integer found, string expected, put it in quotes"));
    }

    @Test
    void findsEveryMistakeAtOnceInTheOrderOfTheFile() {
        String text =
                HEAD
                        + "protocol: {subStreams: none}\n"
                        + "stream: {bitrate: fast}\n"
                        + "run: {sed: 1}\n"
                        + "expect: [foo <= 1]\n";
        assertThat(problems(text))
                .extracting(line -> line.substring(0, "f.yaml:4".length()))
                .containsExactly("f.yaml:4", "f.yaml:5", "f.yaml:6", "f.yaml:7");
    }

    @Test
    void aMissingKeyHidesNoUnknownOne() {
        assertThat(problems("nam: x\nabout: y\nsystem: douyu\nstrem: {}\n"))
                .containsExactly(
                        "f.yaml:1:1: the key 'name' is missing, add a line 'name: ...'",
                        "f.yaml:1:1: unknown key 'nam', did you mean 'name'?",
                        "f.yaml:4:1: unknown key 'strem', did you mean 'stream'?");
        assertThat(problems(HEAD + "network:\n  access:\n    - dwn: 5 Mbps\n      share: 100 %\n"))
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .contains("f.yaml:6:7: the key 'network.access[].down' is missing")
                .contains("f.yaml:6:7: unknown key 'dwn' in 'network.access[]'");
    }

    @Test
    void aBillionLaughsEndAtTheFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a: &a [lol, lol]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            char before = (char) (c - 1);
            bomb.append(c + ": &" + c + " [*" + before + ", *" + before + ", *" + before + "]\n");
        }
        assertThat(problems(bomb.toString())).singleElement().asString().contains("f.yaml:1:4:");
    }

    @Test
    void hostileNamesCannotBreakTheLineOrTheTerminal() {
        List<String> lines = problems(HEAD + "\"a\\nb\\e[31m\\u202e\": 1\n");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("'a\\u000ab\\u001b[31m\\u202e'");
    }

    static List<String> problems(String text) {
        ScenarioException thrown =
                catchThrowableOfType(
                        ScenarioException.class, () -> ScenarioReader.parse(text, "f.yaml"));
        assertThat(thrown).as(text.substring(0, Math.min(200, text.length()))).isNotNull();
        return thrown.problems().stream().map(Problem::toString).toList();
    }
}
