package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.TimeCurve.Point;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A curve in a file beside the scenario, whatever that file is. */
final class CurveFileTest {
    private static final String HEAD = "name: x\nabout: Test.\nsystem: douyu\n";

    @TempDir Path directory;

    private Path scenario(String audience) throws IOException {
        return Files.writeString(directory.resolve("f.yaml"), HEAD + "audience: " + audience);
    }

    private String problem(String csv) throws IOException {
        Files.writeString(directory.resolve("c.csv"), csv);
        return naming("c.csv");
    }

    @Test
    void aFileIsReadAsIfItStoodInTheScenario() throws Exception {
        Files.writeString(
                directory.resolve("match.csv"),
                "\ufeff# a match\r\nseconds,viewers\r\n0,20\r\n\r\n 90.5 , 1500\r\n# end\r\n");
        Scenario scenario =
                ScenarioReader.read(scenario("{arrivals: {file: match.csv}}"), List.of());
        TimeCurve curve = new TimeCurve(List.of(new Point(0, 20), new Point(90.5, 1_500)));
        assertThat(scenario.audience().arrivals()).isEqualTo(new Arrivals.Population(curve));
        assertThat(scenario.audience().viewers()).isEqualTo(20);
        assertThat(scenario.audience().rampSeconds()).isZero();
        assertThat(scenario.viewersMax()).isEqualTo(1_500);
        String resolved = ScenarioText.resolvedYaml(scenario);
        assertThat(ScenarioReader.parse(resolved, "resolved")).isEqualTo(scenario);
    }

    @Test
    void filesCanBeSweptAndSet() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "seconds,perSecond\n0,1\n");
        Files.writeString(directory.resolve("b.csv"), "seconds,perSecond\n0,2\n");
        Path file =
                scenario(
                        "{viewers: 5}\nsweep: {audience.arrivals: [{file: a.csv}, {file: b.csv}]}");
        List<SweepPoint> points = ScenarioReader.sweep(file, List.of());
        assertThat(points.stream().map(point -> point.scenario().audience().arrivals()))
                .containsExactly(rate(1), rate(2));
        Scenario set = ScenarioReader.read(file, List.of("audience.arrivals={file: b.csv}"));
        assertThat(set.audience().arrivals()).isEqualTo(rate(2));
        assertThat(set.viewersMax()).isEqualTo(5 + 2 * 720);
    }

    private static Arrivals rate(double perSecond) {
        return new Arrivals.Rate(new TimeCurve(List.of(new Point(0, perSecond))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|f.yaml:4:29: 'c.csv' has no points, write a line seconds,viewers and lines such"
                        + " as 90,1500",
                "#@seconds,viewers@|f.yaml:4:29: 'c.csv' has no points, write a line"
                        + " seconds,viewers and lines such as 90,1500",
                "time,viewers@0,1|c.csv:1:1: 'time,viewers' does not say what the columns are,"
                        + " begin with a line seconds,viewers or seconds,perSecond",
                "seconds,viewers@0,1@5|c.csv:3:1: '5' is not a point, write two numbers with a"
                        + " comma between them, such as 90,1500",
                "seconds,viewers@0,1,2|c.csv:2:1: '0,1,2' is not a point, write two numbers with a"
                        + " comma between them, such as 90,1500",
                "seconds,viewers@0,1@5,x|c.csv:3:3: 'x' is not a number, write digits such as 90 or"
                        + " 90.5",
                "seconds,viewers@0,1@-5,2|c.csv:3:1: '-5 s' is out of range, write a time in"
                        + " 0 s..1300000 s",
                "seconds,viewers@0,1@90,-200|c.csv:3:4: '-200' is out of range, write a number in"
                        + " 0..10000000",
                "seconds,perSecond@0,-0.5|c.csv:2:3: '-0.5' is out of range, write a number in"
                        + " 0..10000",
                "seconds,viewers@0,--5|c.csv:2:3: '--5' is not a number, write digits such as 90"
                        + " or 90.5",
                "seconds,viewers@0,1@5,2@5,3|c.csv:4:1: the point is not later than the one before,"
                        + " write a time above 5 s",
                "seconds,viewers@0,99999999|c.csv:2:3: '99999999' is out of range, write a number"
                        + " in 0..10000000",
                "seconds,viewers@9999999,1|c.csv:2:1: '9999999 s' is out of range, write a time in"
                        + " 0 s..1300000 s"
            })
    void saysOneLineWithPlaceAndRemedy(String csv, String message) throws IOException {
        assertThat(problem(csv.replace('@', '\n'))).isEqualTo(message);
    }

    @Test
    void sizeIsBounded() throws IOException {
        StringBuilder points = new StringBuilder("seconds,viewers\n");
        for (int i = 0; i <= PointsForm.POINTS_MAX; i++) {
            points.append(i).append(",1\n");
        }
        assertThat(problem(points.toString()))
                .isEqualTo(
                        "f.yaml:4:29: 'c.csv' has 2001 points, leave some out, a curve has at most"
                                + " 2000");
        assertThat(problem("\n".repeat(20_000)))
                .isEqualTo("f.yaml:4:29: 'c.csv' has more than 10000 lines, leave some out");
        assertThat(problem("x".repeat(2 << 20)))
                .isEqualTo(
                        "f.yaml:4:29: 'c.csv': too long for a curve: 2097152 bytes, a curve has at"
                                + " most 1048576 bytes");
        assertThat(problem("seconds,viewers\n" + "a,b\n".repeat(9_000))).startsWith("c.csv:2:1");
    }

    @Test
    void onlyAFileBesideTheScenarioIsRead() throws IOException {
        for (String name :
                List.of("../c.csv", "/etc/passwd", "c.txt", ".csv", "a/b.csv", "'a b.csv'")) {
            Path file = scenario("{arrivals: {file: " + name + "}}");
            ScenarioException thrown =
                    catchThrowableOfType(
                            ScenarioException.class, () -> ScenarioReader.read(file, List.of()));
            assertThat(thrown.problems())
                    .singleElement()
                    .asString()
                    .contains("f.yaml:4:29: 'audience.arrivals.file' is wrong, write a name such");
        }
    }

    @Test
    void aFileAndACurveAreOneTooMany() throws IOException {
        Files.writeString(directory.resolve("c.csv"), "seconds,viewers\n0,1\n");
        String both = "{arrivals: {file: c.csv, curve: [{at: 0 s, viewers: 1}]}}";
        assertThat(first(scenario(both)))
                .isEqualTo(
                        "f.yaml:4:29: 'audience.arrivals' has a file and a curve, keep one of the"
                                + " two");
        assertThat(first(scenario("{arrivals: {file: c.csv, curv: 1}}")))
                .isEqualTo(
                        "f.yaml:4:36: unknown key 'curv' in 'audience.arrivals', did you mean"
                                + " 'curve'?");
    }

    /** Said where the scenario names it; a pipe is not waited for. */
    @Test
    void whatIsNoFileIsWrongWhereItIsNamed() throws Exception {
        Files.createDirectory(directory.resolve("folder.csv"));
        Files.createSymbolicLink(directory.resolve("zero.csv"), Path.of("/dev/zero"));
        Files.createSymbolicLink(directory.resolve("lost.csv"), Path.of("nowhere"));
        Path pipe = directory.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        String missing = "no such file, write the name of a file that is beside the scenario's";
        String other = "not a regular file, name one .csv file, such as match.csv";
        assertThat(naming("none.csv")).isEqualTo("f.yaml:4:29: 'none.csv': " + missing);
        assertThat(naming("lost.csv")).isEqualTo("f.yaml:4:29: 'lost.csv': " + missing);
        assertThat(naming("zero.csv")).isEqualTo("f.yaml:4:29: 'zero.csv': " + other);
        assertThat(naming("pipe.csv")).isEqualTo("f.yaml:4:29: 'pipe.csv': " + other);
        assertThat(naming("folder.csv"))
                .isEqualTo(
                        "f.yaml:4:29: 'folder.csv': a directory, name one .csv file, such as"
                                + " match.csv");
        String set = "audience.arrivals={file: none.csv}";
        assertThat(first(scenario("{}"), set))
                .isEqualTo("--set " + set + ": 'none.csv': " + missing);
    }

    /** Whoever runs the tests may read everything; what no process may read is its own memory. */
    @Test
    void whatCannotBeReadIsWrongWhereItIsNamed() throws IOException {
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.exists(memory), "needs the processes of Linux as files");
        Files.createSymbolicLink(directory.resolve("c.csv"), memory);
        assertThat(naming("c.csv"))
                .isEqualTo(
                        "f.yaml:4:29: 'c.csv': cannot be read (IOException), check its"
                                + " permissions");
    }

    private String naming(String csv) throws IOException {
        return first(scenario("{arrivals: {file: " + csv + "}}"));
    }

    private String first(Path file, String... sets) {
        ScenarioException thrown =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () ->
                                catchThrowableOfType(
                                        ScenarioException.class,
                                        () -> ScenarioReader.read(file, List.of(sets))));
        assertThat(thrown).as(file.toString()).isNotNull();
        assertThat(thrown.problems()).hasSizeLessThanOrEqualTo(Problems.MAX);
        return thrown.problems().get(0).toString().replace(directory + "/", "");
    }
}
