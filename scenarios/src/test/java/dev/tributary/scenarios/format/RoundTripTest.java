package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The resolved form expresses everything that the records can hold. */
final class RoundTripTest {
    private static final String EVERYTHING =
            """
            name: everything
            about: "Quotes \\", backslash \\\\, colon: and # and 斗鱼."
            system: random-push
            stream: {bitrate: 801 kbps, frameRate: 29.97 fps, keyframeEvery: 1.001 s}
            audience:
              viewers: 7
              ramp: 0 s
              sessions: veloso-2002
              arrivals: replace
              devices: {pc: 33.3 %, tv: 33.3 %, mobile: 33.4 %, cellular: 0 % of mobile}
            network:
              preset: ideal
              uplink: fair-share
              isps:
                - 20 %
                - {share: 30 %, nat: {SYM: 100 %}, ipv6: 12.5 %}
                - {share: 50 %, cellularNat: {BLK: 100 %}, ipv6: network,
                   access: [{down: 1 Mbps, up: unlimited, share: 100 %}]}
              nat: {OPEN: 0.1 %, SYMFW: 99.9 %}
              access: [{down: unlimited, up: 0.123456789 Mbps, share: 100 %}]
              rtt: {crossZone: {median: 135 ms, sigma: 0.96}, fixed: off}
              ice: {fixedConnect: off}
            protocol: {granularity: 45, uploadPerDownload: 100 %, assignment: random}
            cdn: {perViewer: unlimited, rtt: 0.3 ms}
            run: {throughCodec: true, seed: 9223372036854765807}
            events:
              - {at: 9 s, do: restore-p2p}
              - {at: 5 s, do: cut-p2p}
              - {at: 6 s, do: mass-leave, share: 33.3 %, over: 1 min}
              - {at: 7 s, do: flash-crowd, viewers: 10000000}
              - {at: 7 s, do: flash-crowd, viewers: 9, over: 1 s, crowd: {sessions: forever,
                 devices: {tv: 100 %, pc: 0 %, mobile: 0 %}, isps: [0 %, 1 %, 99 %], ipv6: 0 %}}
              - {at: 8 s, do: cdn-outage, for: 0.1 s}
            expect:
              - latencySeconds.p95 <= 1e1
              - edgePeakBitsPerSecond >= 1000000000
              - stallMaxSeconds in 0..0.5
            """;

    @Test
    void everyAlternativeReadsBackEqual() throws ScenarioException {
        for (String sessions :
                List.of(
                        "veloso-2002",
                        "game-live",
                        "{exponential: 299.7 s}",
                        "{lognormal: {median: 901 s, sigma: 1.2}}",
                        "{mixture: {zappers: 12.3 %, median: 7 min, sigma: 0.1}}")) {
            assertRoundTrip(EVERYTHING.replace("veloso-2002", sessions));
        }
        for (String arrivals :
                List.of(
                        "{curve: [{at: 0 s, viewers: 7}, {at: 1.5 s, viewers: 1000.25}]}",
                        "{curve: [{at: 3 min, perSecond: 0.1}]}")) {
            assertRoundTrip(EVERYTHING.replace("arrivals: replace", "arrivals: " + arrivals));
        }
        assertRoundTrip(
                EVERYTHING
                        .replace("veloso-2002", "forever")
                        .replace("arrivals: replace", "arrivals: none"));
    }

    @Test
    void everyNumberReadsBackExactly() {
        Random random = new Random(3);
        for (Quantity quantity :
                List.of(
                        Quantity.SECONDS,
                        Quantity.MILLIS,
                        Quantity.KBPS,
                        Quantity.MBPS,
                        Quantity.SHARE,
                        Quantity.PERCENT,
                        Quantity.NUMBER)) {
            for (int i = 0; i < 1_000; i++) {
                double value = random.nextDouble() * Math.pow(10, random.nextInt(16) - 8);
                Problems problems = new Problems();
                String text = quantity.print(value);
                assertThat(
                                Amounts.parse(quantity, text, new Place(text, 1, 1), problems)
                                        .orElseThrow())
                        .satisfies(read -> assertThat(read.doubleValue()).isEqualTo(value));
            }
        }
    }

    @Test
    void differentScenariosHaveDifferentHashes() throws ScenarioException {
        Scenario one = ScenarioReader.parse(EVERYTHING, "one");
        Scenario same = ScenarioReader.parse(EVERYTHING.replace("1 min", "60 s"), "same");
        Scenario other = ScenarioReader.parse(EVERYTHING.replace("1 min", "61 s"), "other");
        assertThat(ScenarioText.sha256(same)).isEqualTo(ScenarioText.sha256(one)).hasSize(64);
        assertThat(ScenarioText.sha256(other)).isNotEqualTo(ScenarioText.sha256(one));
    }

    private static void assertRoundTrip(String text) throws ScenarioException {
        Scenario scenario = ScenarioReader.parse(text, "text");
        String resolved = ScenarioText.resolvedYaml(scenario);
        assertThat(ScenarioReader.parse(resolved, "resolved")).isEqualTo(scenario);
    }
}
