package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.measure.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherCommandsTest {
    @TempDir private Path here;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(here);
    }

    @Test
    void comparisonIsPairedBySeed() {
        Shell.Result result =
                shell.tiny(
                        "compare",
                        "douyu-three",
                        "douyu-six",
                        "--replications=3",
                        "--seed=5",
                        "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode json = result.json();
        assertThat(json.at("/a/scenario").asText()).isEqualTo("douyu-three");
        assertThat(json.at("/b/scenario").asText()).isEqualTo("douyu-six");
        assertThat(json.at("/seeds/2").asInt()).isEqualTo(7);
        assertThat(json.at("/difference/sharingRatio/values")).hasSize(3);
        double mean = json.at("/difference/sharingRatio/mean").asDouble();
        double a = json.at("/a/metrics/sharingRatio/mean").asDouble();
        double b = json.at("/b/metrics/sharingRatio/mean").asDouble();
        assertThat(mean).isCloseTo(b - a, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(json.at("/verdict").asText()).contains("B is better in sharing ratio");
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void theSameTwiceIsTheSame() {
        Shell.Result result = shell.tiny("compare", "douyu-six", "douyu-six", "--replications=2");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("\nno key differs\n")
                .endsWith("every replication has the same trace.\n");
    }

    @Test
    void eachSideHasItsOwnOverrides() {
        Shell.Result result =
                shell.tiny(
                        "compare",
                        "douyu-six",
                        "douyu-six",
                        "--replications=2",
                        "--set-a=protocol.subStreams=2",
                        "--json");
        assertThat(result.json().at("/changed").toString())
                .isEqualTo("[{\"key\":\"protocol.subStreams\",\"a\":\"2\",\"b\":\"6\"}]");
        assertThat(result.json().at("/a/bounds/sharingRatioMax").asDouble()).isBetween(0.4, 0.5);
        assertThat(result.json().at("/b/bounds/sharingRatioMax").asDouble()).isGreaterThan(0.7);
    }

    @Test
    void runDirectoriesAreComparedWithoutRunning() {
        shell.tiny("run", "douyu-three", "--replications=2", "--seed=3", "--out=three");
        shell.tiny("run", "douyu-six", "--replications=2", "--seed=3", "--out=six");
        Shell.Result result = shell.run("compare", "three", "six");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .startsWith(
                        "A  douyu-three, simulated in slices\nB  douyu-six, simulated in slices\n"
                                + "keys that differ, A / B:\n  protocol.subStreams  3 / 6\n2 pairs");
        Shell.Result changed = shell.run("compare", "three", "six", "--replications=9");
        assertThat(changed.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(changed.err()).contains("three is a run directory");
    }

    /** Results are those of the scenario beside them, and a complaint says which directory lies. */
    @Test
    void aChangedDirectoryIsRefusedByName() throws IOException {
        shell.tiny("run", "douyu-six", "--replications=1", "--out=a");
        shell.tiny("run", "douyu-six", "--replications=1", "--out=b");
        Path manifest = here.resolve("b/manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("viewers: 200", "viewers: 900"));
        String changed = here.resolve("b") + "/manifest.json: scenario.text is not what";
        refused(changed, "report", "b");
        refused(changed, "compare", "a", "b");
        Files.writeString(manifest, text);
        Files.writeString(here.resolve("b/replications.json"), "{}");
        refused(here.resolve("b") + "/replications.json is not what", "compare", "a", "b");
    }

    private void refused(String why, String... line) {
        Shell.Result result = shell.run(line);
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).contains(why).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void reportRendersAgain() throws IOException {
        Shell.Result ran = shell.tiny("run", "douyu-six", "--replications=2", "--out=o");
        Path report = here.resolve("o/report.html");
        String before = Files.readString(report);
        Files.delete(report);
        Shell.Result again = shell.run("report", "o");
        assertThat(again.exit()).isEqualTo(ran.exit());
        assertThat(again.out()).isEqualTo(ran.out());
        assertThat(Files.readString(report)).isEqualTo(before);
        assertThat(shell.run("report", "o", "--json").json().at("/scenario").asText())
                .isEqualTo("douyu-six");
    }

    @Test
    void whoAsksForWholeSlicesWhereTheyMisleadIsWarned() {
        String global = "--set=network.preset=global";
        String whole = "--set=protocol.granularity=slice";
        String warning = "douyu-six: warning: with messages so coarse viewers seem to share less";
        assertThat(
                        shell.tiny(
                                        "run",
                                        "douyu-six",
                                        "--no-report",
                                        "--replications=1",
                                        global,
                                        whole)
                                .err())
                .contains(warning, "a message takes", "protocol.granularity");
        Shell.Result checked = shell.run("check", "douyu-six", global, whole);
        assertThat(checked.exit()).isEqualTo(ExitCode.FINE);
        assertThat(checked.err()).startsWith(warning).hasLineCount(1);
        assertThat(shell.run("check", "douyu-six").err()).isEmpty();
        Shell.Result json = shell.run("check", "douyu-six", global, whole, "--json");
        assertThat(json.json().at("/0/warnings/0").asText()).startsWith(warning);
    }

    /** Who reads the result later did not see what the error output said. */
    @Test
    void theResultItselfSaysThatWholeSlicesWereForced() throws IOException {
        String[] line = {
            "run",
            "douyu-six",
            "--replications=1",
            "--set=network.preset=global",
            "--set=protocol.granularity=slice",
            "--out=o"
        };
        String forced = "simulated in slices (forced)";
        Shell.Result ran = shell.tiny(line);
        assertThat(ran.out())
                .contains("\n" + forced + ", 1 rep", "\nmisleading: ", "a message takes");
        assertThat(Files.readString(here.resolve("o/report.html")))
                .contains(forced, "Misleading: with messages so coarse");
        assertThat(shell.run("report", "o").out()).isEqualTo(ran.out());
        JsonNode json = shell.run("report", "o", "--json").json();
        assertThat(json.at("/messages/size").asText()).isEqualTo("slice");
        assertThat(json.at("/messages/forced").asBoolean()).isTrue();
        assertThat(json.at("/messages/misleading").asText()).contains("a message takes");
    }

    @ParameterizedTest
    @CsvSource({
        "protocol.subStreams=24, 'protocol.fanOut lets a viewer feed 12 sub-streams at most', 50.0",
        "protocol.uploadPerDownload=50 %, protocol.uploadPerDownload lets a viewer feed 3, 50.0",
        "protocol.fanOut=1, 'protocol.fanOut lets a viewer feed 1 sub-stream at most', 16.7",
        "'protocol={fanOut: 4, baseStream: 40 %}', 'protocol.fanOut lets a viewer feed 4"
                + " sub-streams at most, and each takes 5 from others, 6 in the base stream', 66.7",
        "'protocol={fanOut: 5, baseStream: 95 %}', 'protocol.fanOut lets a viewer feed 5"
                + " sub-streams at most, and each takes 5 from others, 6 in the base stream', 83.3",
    })
    void whoGivesViewersTooFewSlotsIsWarned(String key, String words, String percent) {
        Shell.Result checked = shell.run("check", "douyu-six", "--set=" + key);
        assertThat(checked.exit()).isEqualTo(ExitCode.FINE);
        assertThat(checked.err()).contains("warning: " + words, "at most " + percent + " %");
        assertThat(shell.run("check", "douyu-six", "--set=protocol.subStreams=13").err())
                .doesNotContain("lets a viewer feed");
    }

    @ParameterizedTest
    @CsvSource({
        "protocol.buffer=1 s, nobody feeds anybody",
        "protocol.slice=5 s, is longer than protocol.buffer of 2.00 s",
        "stream.keyframeEvery=20 s, an index lists about 20 s of such slices"
    })
    void whoTakesTheRoomOfSlicesAwayIsWarned(String key, String words) {
        assertThat(shell.run("check", "douyu-2s", "--set=" + key).err()).contains(words);
        assertThat(shell.run("check", "douyu-2s").err()).doesNotContain("warning");
    }

    @Test
    void whoChoosesAFanOutThatNobodyReadsIsWarned() {
        String[] chosen = {"check", "random-push", "--set=protocol.fanOut=3"};
        assertThat(shell.run(chosen).err())
                .contains("random-push: warning: random-push does not read protocol.fanOut");
        assertThat(shell.run("check", "random-push").err()).doesNotContain("fanOut");
        assertThat(shell.run("check", "douyu-six", "--set=protocol.fanOut=6").err())
                .doesNotContain("does not read");
    }

    @Test
    void whoLeavesTheChoiceIsToldWhenItCostsTenTimesAsMuchAndTheDirectorySaysWhatRan()
            throws IOException {
        Shell.Result ran =
                shell.tiny(
                        "run",
                        "douyu-six",
                        "--replications=1",
                        "--set=network.preset=global",
                        "--out=o");
        assertThat(ran.err()).contains("douyu-six: simulated in frames", "the seeds can feed");
        assertThat(Files.readString(here.resolve("o/scenario.yaml")))
                .contains("granularity: frame");
    }

    @Test
    void twoSidesOfAComparisonHaveMessagesOfOneSize() {
        Shell.Result compared =
                shell.tiny(
                        "compare",
                        "douyu-six",
                        "douyu-six",
                        "--set-b=protocol.relayDepth=2",
                        "--replications=2");
        assertThat(compared.exit()).as(compared.err()).isZero();
        assertThat(compared.err())
                .contains("douyu-six: in frames too", "douyu-six: simulated in frames");
    }

    /** Before anything is run, on one line, with what to do; and nothing when both are alike. */
    @Test
    void aCoarseRunBesideAFineOneIsWarnedOf() {
        String frames = "protocol.granularity=frame";
        shell.tiny("run", "douyu-six", "--replications=2", "--out=coarse");
        shell.tiny("run", "douyu-six", "--replications=2", "--out=fine", "--set=" + frames);
        String coarser = ": warning: its messages are coarser than those of ";
        String remedy = "protocol.granularity=frame (docs/models.md, how coarse may a run be)\n";
        Shell.Result read = shell.run("compare", "coarse", "fine");
        assertThat(read.exit()).isZero();
        assertThat(read.err())
                .startsWith(
                        "A" + coarser + "B (slice, not frame), which alone may make them differ")
                .endsWith("; run it again with --set " + remedy)
                .hasLineCount(1);
        assertThat(shell.run("compare", "fine", "coarse").err())
                .startsWith("B" + coarser + "A (slice, not frame)");
        assertThat(shell.run("compare", "coarse", "coarse").err()).isEmpty();
        List<String> line = new ArrayList<>(List.of("compare", "fine", "douyu-six"));
        Shell.TINY.forEach(set -> line.add(set.replace("--set=", "--set-b=")));
        Shell.Result ran = shell.run(line.toArray(String[]::new));
        assertThat(ran.err()).contains("B" + coarser + "A", "; add --set-b " + remedy);
    }

    @Test
    void checkSaysOkOrEverythingThatIsWrong() throws IOException {
        Shell.Result fine = shell.run("check", "douyu-six", "douyu-cellular");
        assertThat(fine.exit()).isZero();
        assertThat(fine.out().lines())
                .containsExactly(
                        "../scenarios/library/douyu-six.yaml: ok",
                        "../scenarios/library/douyu-cellular.yaml: ok, 3 points");
        Files.writeString(here.resolve("a.yaml"), "name: A b\nsystem: duyu\n");
        Shell.Result wrong = shell.run("check", "a.yaml", "douyu-six", "--json");
        assertThat(wrong.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(wrong.json().at("/0/ok").asBoolean()).isFalse();
        assertThat(wrong.json().at("/0/problems").size()).isGreaterThanOrEqualTo(2);
        assertThat(wrong.json().at("/0/problems/0/line").asInt()).isEqualTo(1);
        assertThat(wrong.json().at("/1/ok").asBoolean()).isTrue();
    }

    @Test
    void checkWarnsOfWhatDoesNotFitIntoMemory() {
        String[] line = {"check", "douyu-six", "--set=audience.viewers=10000000", "--json"};
        Shell.Result huge = shell.run(line);
        assertThat(huge.exit()).isEqualTo(ExitCode.FINE);
        assertThat(huge.json().at("/0/warnings/0").asText())
                .startsWith("douyu-six: warning: 'run' would refuse it: 10,000,000 viewers need");
        assertThat(shell.run("check", "douyu-six", "--json").json().at("/0/warnings")).isEmpty();
    }

    @Test
    void listShowsTheLibrary() {
        Shell.Result result = shell.run("list");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("douyu-six ", "cdn-only ", " Six sub-streams, ordinary");
        JsonNode json = shell.run("list", "--json").json();
        assertThat(json.get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "about", "system", "file");
    }

    /** What a report measures and what a scenario may expect go by the same names. */
    @Test
    void everyMetricCanBeExpected() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        "name: a\nabout: A.\nsystem: douyu\nexpect:\n  - violations <= 0\n");
        for (Metric metric : Metric.values()) {
            text.append("  - ").append(metric.key()).append(" >= 0\n");
        }
        Files.writeString(here.resolve("a.yaml"), text);
        Shell.Result result = shell.run("check", "a.yaml");
        assertThat(result.err()).isEmpty();
        Files.writeString(
                here.resolve("b.yaml"),
                "name: b\nabout: B.\nsystem: douyu\nexpect: [firstFrameSeconds.max <= 1]\n");
        assertThat(shell.run("check", "b.yaml").err()).contains("unknown metric");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "compare",
                "check",
                "list",
                "report",
                "diverge",
                "replay",
                "serve",
                "serve keys",
                "serve origin",
                "serve edge",
                "serve tracker",
                "serve scheduler",
                "serve stun",
                "watch"
            })
    void helpHasAnExampleAndTheExitCodes(String command) {
        Shell.Result result = shell.run((command + " --help").split(" "));
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("Exit codes:", "Example", "  tributary " + command);
    }

    @Test
    void versionNamesTheCommitAndTheJavaThatRun() {
        Shell.Result result = shell.run("--version");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines()).hasSize(3);
        assertThat(result.out()).startsWith("tributary ").doesNotContain("$").contains("\ncommit ");
    }
}
