package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModulesTest {
    private static List<String> complaints(String document) {
        Map<String, String> texts =
                Map.of(
                        "core/pom.xml", "<project/>",
                        "top/pom.xml", "<packaging>pom</packaging>",
                        "top/part/pom.xml", "<project/>",
                        "a.md", document);
        return Modules.complaints(texts, "a.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/architecture.md"})
    void everyModuleHasALine(String document) {
        assertThat(Modules.complaints(Repository.own().texts(), document)).isEmpty();
    }

    @Test
    void aModuleWithoutALineIsNamed() {
        assertThat(complaints("core   nothing\ntop parts")).isEmpty();
        assertThat(complaints("x\n| `core` | words |\n| `top/part` | words |")).isEmpty();
        assertThat(complaints("the `core`\ncores"))
                .containsExactlyInAnyOrder(
                        "a.md: no line on the module core", "a.md: no line on the module top/part");
    }
}
