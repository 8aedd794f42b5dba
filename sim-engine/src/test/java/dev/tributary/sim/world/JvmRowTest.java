package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class JvmRowTest {
    /** The values of reliability.md 5.3; none is excluded. */
    private static final Map<String, Set<String>> VALUES =
            Map.of(
                    "jdk", Set.of("17", "25"),
                    "mode", Set.of("int", "c1", "c2"),
                    "collector", Set.of("Serial", "G1", "Parallel"),
                    "hashCode", Set.of("0", "2", "5"),
                    "cpus", Set.of("1", "2", "8"),
                    "locale", Set.of("en", "tr_TR"),
                    "zone", Set.of("UTC", "Asia/Shanghai"),
                    "heap", Set.of("512m", "4g"));

    private static Set<String> missingPairs(List<JvmRow> rows) {
        Map<String, Set<String>> values = new TreeMap<>(VALUES);
        Set<String> missing = new TreeSet<>();
        for (String one : values.keySet()) {
            for (String two : values.keySet()) {
                for (String a : one.compareTo(two) < 0 ? values.get(one) : Set.<String>of()) {
                    for (String b : values.get(two)) {
                        if (rows.stream().noneMatch(row -> has(row, one, a) && has(row, two, b))) {
                            missing.add(one + "=" + a + " with " + two + "=" + b);
                        }
                    }
                }
            }
        }
        return missing;
    }

    private static boolean has(JvmRow row, String column, String value) {
        return row.values().get(JvmRow.COLUMNS.indexOf(column)).equals(value);
    }

    @Test
    void everyPairOfValuesStandsInSomeRow() {
        List<JvmRow> rows = JvmRow.all();
        assertThat(rows).hasSize(12);
        assertThat(JvmRow.COLUMNS).containsExactlyInAnyOrderElementsOf(VALUES.keySet());
        for (JvmRow row : rows) {
            for (int i = 0; i < JvmRow.COLUMNS.size(); i++) {
                assertThat(VALUES.get(JvmRow.COLUMNS.get(i))).contains(row.values().get(i));
            }
        }
        assertThat(missingPairs(rows)).isEmpty();
        assertThat(missingPairs(rows.subList(1, 12))).isNotEmpty();
    }

    @Test
    void aRowBecomesOptions() {
        assertThat(JvmRow.all().get(0).options())
                .containsExactly(
                        "-Xint",
                        "-XX:+UseSerialGC",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=5",
                        "-XX:ActiveProcessorCount=8",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=UTC",
                        "-Xmx4g");
    }
}
