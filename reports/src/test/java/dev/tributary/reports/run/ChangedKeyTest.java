package dev.tributary.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangedKeyTest {
    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }

    @Test
    void whatDiffersIsNamedInTheOrderOfTheFirstAndThenOfTheSecond() {
        Map<String, String> a = values("z", "1", "same", "x", "only.a", "5 s", "y", "2");
        Map<String, String> b = values("only.b", "3", "y", "4", "same", "x", "z", "9");
        assertThat(ChangedKey.between(a, b))
                .containsExactly(
                        new ChangedKey("z", "1", "9"),
                        new ChangedKey("only.a", "5 s", ""),
                        new ChangedKey("y", "2", "4"),
                        new ChangedKey("only.b", "", "3"));
    }

    @Test
    void namesSeedsAndExpectationsAreNoDifference() {
        Map<String, String> a =
                values("name", "a", "about", "A.", "run.seed", "1", "expect.0", "offload >= 0");
        Map<String, String> b = values("name", "b", "about", "B.", "run.replications", "7");
        assertThat(ChangedKey.between(a, b)).isEmpty();
        assertThat(ChangedKey.between(values("run.step", "1 s"), values("run.step", "2 s")))
                .hasSize(1);
    }
}
