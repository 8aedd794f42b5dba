package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModulesTest {
    private static List<String> complaints(String document) {
        String pom = "<parent><artifactId>top</artifactId></parent><artifactId>core</artifactId>";
        return Modules.complaints(Map.of("a/pom.xml", pom, "a.md", document), "a.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/architecture.md"})
    void everyModuleHasALine(String document) {
        assertThat(Modules.complaints(Repository.own().texts(), document)).isEmpty();
    }

    @Test
    void aModuleWithoutALineIsNamed() {
        assertThat(complaints("core   nothing")).isEmpty();
        assertThat(complaints("x\n| `core` | words |")).isEmpty();
        assertThat(complaints("the `core`\ncores"))
                .containsExactly("a.md: no line on the module core");
    }
}
