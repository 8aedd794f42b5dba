package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.scenarios.NetworkSpec.Isp;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overrides and sweeps. */
final class OverrideTest {
    private static final String HEAD = "name: x\nabout: Test.\nsystem: douyu\n";

    @TempDir Path directory;

    @Test
    void overridesWinAndTheLaterOneWinsOverTheEarlier() throws Exception {
        Scenario scenario =
                ScenarioReader.read(
                        file("audience: {viewers: 5}\nnetwork: {isps: [50 %, 50 %]}\n"),
                        List.of(
                                "audience.viewers=7",
                                "audience.viewers=9",
                                "audience.sessions={exponential: 5 min}",
                                "network.isps.0=40 %",
                                "network.isps.1=60 %",
                                "expect=[offload >= 0.5]"));
        assertThat(scenario.audience().viewers()).isEqualTo(9);
        assertThat(scenario.audience().sessions()).isEqualTo(new SessionModel.Exponential(300));
        assertThat(scenario.network().isps()).containsExactly(new Isp(.4), new Isp(.6));
        assertThat(scenario.expectations()).hasSize(1);
    }

    @Test
    void badOverridesAreNamedWhole() throws IOException {
        assertThat(problems("", "audience.viewers=abc"))
                .containsExactly(
                        "--set audience.viewers=abc: 'abc' is not a whole number, write a whole"
                                + " number in 0..10000000");
        assertThat(problems("", "audience.viewrs=5"))
                .containsExactly(
                        "--set audience.viewrs=5: unknown key 'viewrs' in 'audience', did you"
                                + " mean 'viewers'?");
        assertThat(problems("", "viewers=5"))
                .containsExactly(
                        "--set viewers=5: unknown key 'viewers', did you mean"
                                + " 'audience.viewers'?");
        assertThat(problems("", "viewers"))
                .containsExactly(
                        "--set viewers: not an override, write key=value, such as"
                                + " audience.viewers=500");
        assertThat(problems("", "a..b=1"))
                .containsExactly(
                        "--set a..b=1: 'a..b' is not a dotted key, write for example"
                                + " audience.viewers");
        assertThat(problems("", "name.x=1"))
                .containsExactly(
                        "--set name.x=1: 'name' is a single value, it has no key 'x', set it as a"
                                + " whole");
        assertThat(problems("events: []", "events.0.at=1 s"))
                .containsExactly(
                        "--set events.0.at=1 s: '0' is not an entry of the list, the list is"
                                + " empty");
        assertThat(problems("", "run={a: [1")).singleElement().asString().contains("not YAML");
        assertThat(problems("", "protocol.buffer=3 s", "stream.bitrate=5"))
                .extracting(line -> line.substring(0, 12))
                .containsExactlyInAnyOrder("--set protoc", "--set stream");
    }

    @Test
    void aFileWithoutSweepIsOnePointWithoutLabel() throws Exception {
        List<SweepPoint> points = ScenarioReader.sweep(file(""), List.of());
        assertThat(points).hasSize(1);
        assertThat(points.get(0).label()).isEmpty();
    }

    @Test
    void aSweepIsEveryCombinationAndTheLastKeyVariesFastest() throws Exception {
        Path file = file("sweep: {protocol.subStreams: [3, 6], network.ipv6: [0 %, 40 %]}\n");
        assertThat(ScenarioReader.sweep(file, List.of()))
                .extracting(SweepPoint::label)
                .containsExactly(
                        "subStreams=3, ipv6=0 %",
                        "subStreams=3, ipv6=40 %",
                        "subStreams=6, ipv6=0 %",
                        "subStreams=6, ipv6=40 %");
        assertThat(ScenarioReader.sweep(file, List.of("protocol.subStreams=4")))
                .extracting(
                        SweepPoint::label, point -> point.scenario().room().layout().subStreams())
                .containsExactly(tuple("ipv6=0 %", 4), tuple("ipv6=40 %", 4));
    }

    @Test
    void equalLastKeysAreLabelledInFull() throws Exception {
        Path file = file("sweep: {protocol.ipv6: [true], network.ipv6: [0 %]}\n");
        assertThat(ScenarioReader.sweep(file, List.of()))
                .extracting(SweepPoint::label)
                .containsExactly("protocol.ipv6=true, network.ipv6=0 %");
    }

    @Test
    void aMillionPointsAreRefusedBeforeTheyAreMade() throws IOException {
        String hundred = IntStream.rangeClosed(1, 100).boxed().toList().toString();
        String sweep =
                "sweep: {run.seed: "
                        + hundred
                        + ", audience.viewers: "
                        + hundred
                        + ", protocol.fanOut: "
                        + hundred
                        + "}\n";
        assertThat(problems(sweep))
                .singleElement()
                .asString()
                .endsWith(":4:8: the sweep has 1000000 points, write at most 1000 combinations");
    }

    @Test
    void aBadValueOfASweepIsFoundWhereItIsWritten() throws IOException {
        ScenarioException thrown =
                catchThrowableOfType(
                        ScenarioException.class,
                        () ->
                                ScenarioReader.sweep(
                                        file("sweep:\n  run.seed: [1, 2, x]\n"), List.of()));
        assertThat(thrown.getMessage()).contains("f.yaml:5:20: 'x' is not a whole number");
        ScenarioException typo =
                catchThrowableOfType(
                        ScenarioException.class,
                        () -> ScenarioReader.sweep(file("sweep:\n  run.sed: [1]\n"), List.of()));
        assertThat(typo.getMessage())
                .endsWith("f.yaml:5:3: unknown key 'sed' in 'run', did you mean 'seed'?");
    }

    private Path file(String body) throws IOException {
        return Files.writeString(directory.resolve("f.yaml"), HEAD + body);
    }

    private List<String> problems(String body, String... overrides) throws IOException {
        Path file = file(body);
        ScenarioException thrown =
                catchThrowableOfType(
                        ScenarioException.class,
                        () -> ScenarioReader.read(file, List.of(overrides)));
        return thrown.problems().stream().map(Problem::toString).toList();
    }
}
