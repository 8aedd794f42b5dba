package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.measure.Measurement;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
    private static final String EXPECTING =
            """
            name: mine
            about: A scenario of my own.
            system: douyu
            network: {preset: cn-2020}
            expect:
              - sharingRatio %s
            """;

    @TempDir private Path here;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(here);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(here)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> here.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Path mine(String expectation) throws IOException {
        Path file = here.resolve("mine.yaml");
        return Files.writeString(file, EXPECTING.formatted(expectation));
    }

    @Test
    void printsATableAndWritesARunDirectory() throws IOException {
        mine(">= 0");
        Shell.Result result = shell.tiny("run", "mine.yaml", "--replications=2");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("mine\nA scenario of my own.\nsimulated in slices, 2 replications")
                .contains("\n  sharing ratio  ", "\ninvariants ok\nok  sharingRatio", "\nwall ")
                .endsWith("report: " + here.resolve("runs/mine/report.html") + "\n")
                .doesNotContain("\u001b", "\r");
        assertThat(files()).contains("runs/mine/manifest.json", "runs/mine/report.html");
    }

    @Test
    void failedExpectationIsExitCodeThree() throws IOException {
        mine(">= 1");
        Shell.Result result = shell.tiny("run", "mine.yaml", "--replications=1");
        assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(result.out()).contains("FAILED  sharingRatio");
        assertThat(files()).as("written all the same").contains("runs/mine/report.html");
    }

    @Test
    void jsonHasTheNamesOfTheContract() {
        Shell.Result result =
                shell.tiny("run", "douyu-six", "--json", "--replications=2", "--out=o");
        JsonNode json = result.json();
        assertThat(json.fieldNames())
                .toIterable()
                .contains("scenario", "world", "replications", "viewerSeconds", "metrics")
                .contains("bounds", "attribution", "invariants", "traceHash", "events", "cost");
        assertThat(json.at("/metrics/sharingRatio").fieldNames())
                .toIterable()
                .containsExactly("mean", "ci95", "values");
        assertThat(json.at("/metrics/sharingRatio/values")).hasSize(2);
        assertThat(json.at("/metrics/firstFrameSeconds/p95").isNumber()).isTrue();
        assertThat(result.err()).isEqualTo("report: " + here.resolve("o/report.html") + "\n");
    }

    @Test
    void anyNumberOfThreadsMeasuresTheSame() {
        shell.tiny("run", "douyu-six", "--replications=5", "--threads=1", "--out=one");
        shell.tiny("run", "douyu-six", "--replications=5", "--threads=4", "--out=four");
        Run one = RunDirectory.read(here.resolve("one"));
        Run four = RunDirectory.read(here.resolve("four"));
        assertThat(four.seeds()).containsExactly(1L, 2L, 3L, 4L, 5L).isEqualTo(one.seeds());
        for (int k = 0; k < 5; k++) {
            Measurement a = one.replications().get(k);
            Measurement b = four.replications().get(k);
            assertThat(b.traceHash()).isEqualTo(a.traceHash());
            assertThat(b.viewers()).isEqualTo(a.viewers());
            assertThat(b.series()).isEqualTo(a.series());
        }
        assertThat(Summary.of(four).metrics()).isEqualTo(Summary.of(one).metrics());
        assertThat(one.replications().stream().map(Measurement::traceHash).distinct()).hasSize(5);
    }

    @Test
    void aRunDirectoryReproducesItself() {
        shell.tiny("run", "douyu-six", "--replications=2", "--seed=7", "--out=first");
        shell.run("run", "first/scenario.yaml", "--out=second");
        Run first = RunDirectory.read(here.resolve("first"));
        Run second = RunDirectory.read(here.resolve("second"));
        assertThat(second.seeds()).containsExactly(7L, 8L);
        assertThat(second.scenarioText()).isEqualTo(first.scenarioText());
        assertThat(second.replications().get(1).traceHash())
                .isEqualTo(first.replications().get(1).traceHash());
    }

    @Test
    void everyPointOfASweepHasARowAndADirectory() throws IOException {
        Shell.Result result = shell.tiny("run", "douyu-cellular", "--replications=1");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(11)
                .element(1)
                .asString()
                .startsWith("cellular=20 % of mobile  ");
        assertThat(files())
                .contains(
                        "runs/douyu-cellular-cellular=20-of-mobile/report.html",
                        "runs/douyu-cellular-cellular=80-of-mobile/report.html",
                        "runs/douyu-cellular-points.html");
        assertThat(here.resolve("runs/douyu-cellular-points.html"))
                .content()
                .contains("<svg", "douyu-cellular-cellular=20-of-mobile/report.html")
                .contains("cellular=80 % of mobile", "CDN peak rate");
        Shell.Result json =
                shell.tiny("run", "douyu-cellular", "--replications=1", "--json", "--no-report");
        assertThat(json.json()).hasSize(3);
        assertThat(json.json().at("/2/sweep").asText()).isEqualTo("cellular=80 % of mobile");
        assertThat(json.err().lines())
                .as("the last point has too few seeds for whole slices, so none has slices")
                .hasSize(3)
                .allMatch(line -> line.startsWith("douyu-cellular: "))
                .anyMatch(line -> line.contains("the seeds can feed"));
    }

    @Test
    void noReportWritesNothing() throws IOException {
        Shell.Result result =
                shell.tiny("run", "douyu-six", "--replications=1", "--no-report", "--out=o");
        assertThat(result.out()).doesNotContain("report:");
        assertThat(files()).isEmpty();
    }

    @Test
    void aCopyThatKeepsTheNameReplacesNoRunOfTheOriginal() throws IOException {
        Path original = mine(">= 0");
        Path copy = here.resolve("copy.yaml");
        String other = Files.readString(original).replace("cn-2020", "global");
        Files.writeString(copy, other);
        shell.tiny("run", "mine.yaml", "--replications=1");
        Path summary = here.resolve("runs/mine/summary.json");
        String before = Files.readString(summary);
        Shell.Result result = shell.tiny("run", "copy.yaml", "--replications=1");

        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err())
                .contains("runs/mine holds a run of " + original)
                .contains("another 'name:', or choose a directory with --out");
        assertThat(Files.readString(summary)).isEqualTo(before);
        assertThat(shell.tiny("run", "copy.yaml", "--replications=1", "--out=runs/mine").exit())
                .as("whoever names a directory means it")
                .isZero();
    }

    @Test
    void theSameFileAndTheSameScenarioReplaceTheirRun() throws IOException {
        Path file = mine(">= 0");
        assertThat(shell.tiny("run", "mine.yaml", "--replications=1").exit()).isZero();
        assertThat(shell.tiny("run", "mine.yaml", "--replications=1", "--seed=9").exit()).isZero();
        assertThat(shell.run("run", "runs/mine/scenario.yaml").exit())
                .as("as its page says")
                .isZero();
        Files.writeString(here.resolve("copy.yaml"), Files.readString(file));
        assertThat(shell.tiny("run", "copy.yaml", "--replications=1", "--seed=9").exit()).isZero();
        String page = Files.readString(here.resolve("runs/mine/report.html"));
        assertThat(page).as("a page names no folder").doesNotContain(here.toString());
    }

    @Test
    void outputThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Files.writeString(here.resolve("occupied"), "mine");
        Shell.Result result = shell.run("run", "douyu-large-room", "--out=occupied");
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("occupied is a file, not a directory");
        assertThat(result.out()).isEmpty();
        assertThat(files()).containsExactly("occupied");
    }

    @Test
    void terminalGetsColoursAndABarThatIsErasedAtTheEnd() {
        shell.onTerminal();
        Shell.Result result = shell.tiny("run", "douyu-six", "--replications=1", "--no-report");
        assertThat(result.out()).contains("\u001b[1mdouyu-six");
        assertThat(result.err()).endsWith("\r\u001b[K").doesNotContain("\n");
        Shell.Result plain =
                shell.tiny(
                        "run",
                        "douyu-six",
                        "--replications=1",
                        "--no-report",
                        "--color=never",
                        "--progress=never");
        assertThat(plain.out() + plain.err()).doesNotContain("\u001b");
    }

    @Test
    void aRunThatIsMeasuredTooEarlySaysSo() {
        String[] run = {
            "run",
            "douyu-six",
            "--no-report",
            "--replications=3",
            "--set=audience.viewers=100",
            "--set=run.duration=200 s",
        };
        assertThat(shell.run(with(run, "--set=run.warmUp=0 s")).out())
                .contains("warm-up too short: the first ");
        assertThat(shell.run(with(run, "--set=run.warmUp=90 s")).out())
                .doesNotContain("warm-up too short");
    }

    private static String[] with(String[] words, String last) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @Test
    void tooLittleMemorySaysWhatHelps() {
        shell.watchedBy(
                (joined, header, source, useful) -> {
                    throw new OutOfMemoryError("Java heap space");
                });
        Shell.Result result = shell.tiny("run", "douyu-six", "--replications=1");
        assertThat(result.exit()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.err()).contains("--threads 1", "TRIBUTARY_JAVA_OPTS=-Xmx");
    }

    @Test
    void internalErrorSaysHowToReproduceIt() throws IOException {
        shell.watchedBy(
                (joined, header, source, useful) -> {
                    throw new IllegalStateException("boom");
                });
        Shell.Result result =
                shell.tiny("run", "douyu-six", "--seed=40", "--replications=2", "--threads=1");
        assertThat(result.exit()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.err())
                .contains("internal error: replication douyu-six#40 failed at=")
                .contains("boom")
                .contains("commit ")
                .contains("/bin/tributary run ", "/scenarios/library/douyu-six.yaml ")
                .contains(" --set 'run.duration=20 s' --seed 40 --replications 1 ")
                .doesNotContain("\tat ");
        assertThat(files()).isEmpty();
        assertThat(shell.tiny("run", "douyu-six", "--stacktrace").err()).contains("\tat ");
    }
}
