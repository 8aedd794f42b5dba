package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is one line with the place where it is and what would be right. */
final class BadScenarioTest {
    private static final String HEAD = "name: x\nabout: Test.\nsystem: douyu\n";

    /** A text after the three required lines, and the whole message, from line 4 on. */
    record Case(String body, String message) {}

    static List<Case> cases() {
        return List.of(
                new Case(
                        "stream: {bitrat: 2 Mbps}",
                        "4:10: unknown key 'bitrat' in 'stream', did you mean 'bitrate'?"),
                new Case("strem: {}", "4:1: unknown key 'strem', did you mean 'stream'?"),
                new Case(
                        "stream: {colour: red}",
                        "4:10: unknown key 'colour' in 'stream', known here: bitrate, frameRate,"
                                + " keyframeEvery, keyframeWeight, variation"),
                new Case(
                        "stream:\n  bitrate: 4 s",
                        "5:12: 's' is not a unit of a bit rate, write a bit rate in kbps, Mbps,"
                                + " Gbps, for example '2.5 Mbps'"),
                new Case(
                        "stream:\n  bitrate: 2.5 mbps",
                        "5:12: 'mbps' is not a unit of a bit rate, did you mean '2.5 Mbps'?"),
                new Case(
                        "protocol: {buffer: 8}",
                        "4:20: '8' has no unit, write a time in ms, s, min, h, for example"
                                + " '300 ms'"),
                new Case(
                        "protocol: {subStreams: 0}",
                        "4:24: 'protocol.subStreams' is out of range: 0, write a whole number in"
                                + " 1..31"),
                new Case(
                        "protocol:\n  buffer: 3 s\n  emergencyWindow: 4 s",
                        "6:20: 'protocol.emergencyWindow' of 4000 ms does not fit into the"
                                + " buffer, write at most 2999 ms or enlarge 'protocol.buffer'"),
                new Case(
                        "protocol: {buffer: 3 s}",
                        "4:20: 'protocol.emergencyWindow' of 4000 ms does not fit into the"
                                + " buffer, write at most 2999 ms or enlarge 'protocol.buffer'"),
                new Case(
                        "audience:\n  devices: {pc: 70 %, mobile: 40 %}",
                        "5:17: the shares of pc, tv and mobile add up to 110 %, make them add up"
                                + " to 100 %"),
                new Case(
                        "network: {nat: {OPEN: 50 %, PR: 40 %}}",
                        "4:16: the shares of 'network.nat' add up to 90 %, make them add up to"
                                + " 100 %"),
                new Case(
                        "network:\n  isps: [50 %, 30 %]",
                        "5:9: the shares of 'network.isps' add up to 80 %, make them add up to"
                                + " 100 %"),
                new Case(
                        "audience: {devices: {cellular: 50 %}}",
                        "4:32: '50 %' does not say of what, write for example '50 % of mobile'"),
                new Case(
                        "stream:\n\tbitrate: 2 Mbps",
                        "5:1: a tab in the indentation, use spaces, YAML forbids tabs there"),
                new Case(
                        "run: {seed: 1, seed: 2}",
                        "4:16: the key 'seed' is given twice, keep one of them, the first is in"
                                + " line 4"),
                new Case(
                        "a: &a [1]\nb: [*a, *a]",
                        "4:4: anchors and aliases (& and *) are not supported, write the value"
                                + " out at each place"),
                new Case(
                        "run: {duration: 1e999 s}",
                        "4:17: '1e999 s' is out of range, write a time in 1 s..604800 s"),
                new Case(
                        "audience: {viewers: 1e999}",
                        "4:21: '1e999' is not a whole number, write a whole number in"
                                + " 1..10000000"),
                new Case(
                        "audience: {viewers: -5}",
                        "4:21: 'audience.viewers' is out of range: -5, write a whole number in"
                                + " 1..10000000"),
                new Case(
                        "run: {warmUp: -1 s}",
                        "4:15: '-1 s' is out of range, write a time in 0 s..604800 s"),
                new Case(
                        "stream: {variation: .nan}",
                        "4:21: '.nan' is not a share, write for example '70 %'"),
                new Case(
                        "stream: {keyframeWeight: NaN}",
                        "4:26: 'NaN' is not a number, write for example '1.2'"),
                new Case(
                        "stream: [1, 2]",
                        "4:9: 'stream' is a list, not a map, write indented 'key: value' lines"),
                new Case(
                        "expect: {sharingRatio: 1}",
                        "4:9: 'expect' is a map, not a list, write lines that start with '- '"),
                new Case(
                        "stream: {bitrate: [1]}",
                        "4:19: 'stream.bitrate' is a list, not a single value, write"
                                + " 'bitrate: value'"),
                new Case(
                        "stream: {bitrate: }",
                        "4:10: 'stream.bitrate' has no value, write one after the colon or"
                                + " remove the key"),
                new Case(
                        "expect:\n  - sharinRatio >= 0.5",
                        "5:5: unknown metric 'sharinRatio', did you mean 'sharingRatio'?"),
                new Case(
                        "expect: [sharingRatio > 0.5]",
                        "4:10: 'sharingRatio > 0.5' is not an expectation, write 'metric in"
                                + " 0.75..0.83', 'metric >= 0.75' or 'metric <= 0.5', no units"),
                new Case(
                        "expect: [sharingRatio >= 80]",
                        "4:10: 'sharingRatio' is a ratio and stays in 0..1, write for example 0.8"
                                + " for 80 %"),
                new Case(
                        "expect: [offload in 0.9..0.1]",
                        "4:10: no number lies in 0.9..0.1, write the smaller bound first"),
                new Case(
                        "events: [{at: 720 s, do: cut-p2p}]",
                        "4:15: the event comes after the end of the run, write a time below"
                                + " warmUp + duration = 720 s"),
                new Case(
                        "events: [{at: 1 s, do: cut-p2p, share: 5 %}]",
                        "4:33: unknown key 'share' in 'events[]', known here: at, do"),
                new Case(
                        "events: [{at: 1 s, do: flash-crowd}]",
                        "4:10: the key 'events[].viewers' is missing, add a line 'viewers: ...'"),
                new Case(
                        "run: {duration: 2 s}",
                        "4:17: a step of the time series is longer than the measured duration,"
                                + " write a step of at most 2 s"),
                new Case(
                        "audience: {ramp: 1 h}",
                        "4:18: the first viewers still join after the end of the run, write a"
                                + " ramp of at most warmUp + duration = 720 s"),
                new Case(
                        "audience: {sessions: forever, arrivals: poisson}",
                        "4:41: nobody leaves, so Poisson arrivals have no rate, write"
                                + " 'arrivals: none' or finite sessions"),
                new Case(
                        "network: {preset: cn-2021}",
                        "4:19: 'cn-2021' is not a value of 'network.preset', did you mean"
                                + " 'cn-2020'?"),
                new Case(
                        "protocol: {trickleIce: yes}",
                        "4:24: 'yes' is not a value of 'protocol.trickleIce', known here: false,"
                                + " true"),
                new Case(
                        "protocol: {baseStream: 0.5 %}",
                        "4:24: 'protocol.baseStream' must be whole in %, write for example '0 %'"),
                new Case(
                        "sweep: {protocol.subStreams: 3}",
                        "4:30: 'protocol.subStreams' has no list of values, write for example"
                                + " '[2, 4, 6]'"),
                new Case(
                        "protocol: {subStreams: \"6\"}",
                        "4:24: 'protocol.subStreams': string found, integer expected, write it"
                                + " without quotes"),
                new Case(
                        "run: !!java.net.URL [x]",
                        "4:6: tags (!) are not supported, write a plain value"));
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
