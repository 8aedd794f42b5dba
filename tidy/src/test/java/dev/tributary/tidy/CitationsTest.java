package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CitationsTest {
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "docs/design/plan.md",
                    "# Plan\n\n## 1. One\n\n### 1.10 Ten\n\n1.11 A rule.\n\n| T9 | floods |\n| E3: a | b |\n\nB5, a bound.\n",
                    "docs/decisions.md",
                    "# Decisions\n\n## Core\n\n### 7. A choice\n",
                    "docs/protocol.md",
                    "# Protocol\n\n6.2 **Repair.** Words.\n");

    private static List<String> complaints(String text) {
        Map<String, String> texts = new TreeMap<>(DOCUMENTS);
        texts.put("src/A.java", text);
        return new Citations(texts).complaints();
    }

    @Test
    void everythingThatIsCitedExists() {
        assertThat(new Citations(Repository.own().texts()).complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.md 1.10, the rule",
                "(plan.md\n     * 1.10 and 1.11)",
                "plan.md 1.10(b), T9, B5",
                "plan.md E3 asks for 2.5 s",
                "docs/design/plan.md 1",
                "[plan](design/plan.md) 1.11",
                "plan.md T9's 20, 40 %",
                "plan.md 1.10, 2025-06",
                "plan.md has 0.8126",
                "Decision 7; decisions 7 and 7",
                "protocol 6.2, protocol.md 6.2"
            })
    void aCitationOfWhatExistsIsRight(String text) {
        assertThat(complaints(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan.md 1.12 | docs/design/plan.md has no 1.12",
                "plan.md 1.10 and 3 | docs/design/plan.md has no 3",
                "plan.md T9-T10 | docs/design/plan.md has no T10",
                "plans.md 1.10 | there is no document plans.md",
                "docs/plans.md | there is no document docs/plans.md",
                "decision 8 | docs/decisions.md has no 8",
                "decision 126 | docs/decisions.md has no 126",
                "decision 1007 | docs/decisions.md has no 1007",
                "decisions 7-1008 | docs/decisions.md has no 1008",
                "decisions 7 and 9 | docs/decisions.md has no 9",
                "decisions.md 43 | docs/decisions.md has no 43",
                "protocol 6.3 | docs/protocol.md has no 6.3"
            })
    void aDeadCitationIsNamed(String text, String complaint) {
        assertThat(complaints("one\ntwo " + text)).containsExactly("src/A.java:2: " + complaint);
    }

    @Test
    void aCitationMayGoOnInTheNextLineOfAComment() {
        assertThat(complaints("/** Words (plan.md\n * 1.12). */"))
                .containsExactly("src/A.java:1: docs/design/plan.md has no 1.12");
        assertThat(complaints("# plan.md\n# 1.12: words"))
                .containsExactly("src/A.java:1: docs/design/plan.md has no 1.12");
    }
}
