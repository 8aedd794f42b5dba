package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.scenarios.source.ScenarioException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScenarioKeysTest {
    @Test
    void keysAreThoseThatAnOverrideTakes() throws ScenarioException {
        String text = "{run: {step: 5 s}, isps: [40 %, {share: 60 %, nat: {SYM: 1 %}}], x: 1}";
        assertThat(ScenarioKeys.of(text, "t"))
                .containsExactly(
                        Map.entry("run.step", "5 s"),
                        Map.entry("isps.0", "40 %"),
                        Map.entry("isps.1.share", "60 %"),
                        Map.entry("isps.1.nat.SYM", "1 %"),
                        Map.entry("x", "1"));
    }

    /** So that a value which differs can be set as it is printed. */
    @Test
    void everyValueOfAResolvedScenarioCanBeSetByItsKey() throws ScenarioException {
        String text = "{name: x, about: A., system: douyu, audience: {viewers: 7}}";
        String resolved = ScenarioText.resolvedYaml(ScenarioReader.parse(text, "x"));
        Map<String, String> values = ScenarioKeys.of(resolved, "x");
        assertThat(values).hasSizeGreaterThan(80).containsEntry("audience.viewers", "7");
        for (String key : List.of("protocol.subStreams", "network.isps.0", "run.warmUp")) {
            assertThat(values).containsKey(key);
        }
    }

    @Test
    void whatIsNoYamlIsRefusedUnderItsName() {
        assertThatThrownBy(() -> ScenarioKeys.of("{a: [", "scenario of A"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("scenario of A:1:");
    }
}
