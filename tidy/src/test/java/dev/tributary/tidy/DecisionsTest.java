package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecisionsTest {
    private static final String RIGHT =
            "# Decisions\n\n| | Claim |\n|---|---|\n| 7 | [Claim](#7-one) |\n\n## Core\n\n"
                    + "### 7. One\n*In force.* Held by `Peer`.\n\n**Claim.** Why.\n";

    private static List<String> complaints(String text) {
        return Decisions.complaints(text, "Peer"::equals);
    }

    @Test
    void everyDecisionHasItsForm() {
        Repository repository = Repository.own();
        Set<String> types =
                repository.texts().keySet().stream()
                        .filter(path -> path.endsWith(".java"))
                        .map(path -> path.replaceAll(".*/|\\.java", ""))
                        .collect(Collectors.toSet());
        String text = repository.text("docs/decisions.md");
        assertThat(new Markdown(text).sections()).contains("1", "43");
        assertThat(Decisions.complaints(text, types::contains)).isEmpty();
    }

    @Test
    void theFormIsRight() {
        assertThat(complaints(RIGHT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "| 7 | [, | 8 | [, is not in the table",
        "*In force.* Held, Held, 'has no status, such as *In force.*'",
        "**Claim.**, Claim., has no bold claim",
        "`Peer`, `Pear`, there is no type Pear"
    })
    void whatIsMissingIsNamed(String from, String to, String complaint) {
        assertThat(complaints(RIGHT.replace(from, to))).containsExactly("decision 7: " + complaint);
    }

    @Test
    void aNumberIsGivenOnce() {
        assertThat(complaints(RIGHT + RIGHT.substring(RIGHT.indexOf("###"))))
                .containsExactly("decision 7: the number is taken");
    }
}
