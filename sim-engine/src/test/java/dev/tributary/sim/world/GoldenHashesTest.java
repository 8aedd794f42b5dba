package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever changes a number that a scenario gives for a seed is noticed here, and announced. */
@Tag("slow")
final class GoldenHashesTest {
    private static final String HOW_TO_ACCEPT =
            "\nIf this is meant, ./mvnw -q -pl sim-engine -am test -Dtest=GoldenHashesTest"
                    + " -Dgolden.accept=true -Dsurefire.failIfNoSpecifiedTests=false\n"
                    + "rewrites "
                    + GoldenHashes.FILE
                    + " and says what CHANGELOG.md must announce.";

    private static List<String> today;

    @BeforeAll
    static void run() throws IOException {
        today = Golden.all().parallelStream().map(Golden::line).toList();
        if (Boolean.getBoolean(GoldenHashes.ACCEPT)) {
            GoldenHashes.write(today);
        }
    }

    @Test
    void everyScenarioGivesTheCommittedHashes() throws IOException {
        String differences = GoldenHashes.differences(GoldenHashes.committed(), today);
        assertThat(differences).as(HOW_TO_ACCEPT).isEmpty();
    }

    @Test
    void theLibraryIsCovered() throws Exception {
        List<String> lines = GoldenHashes.committed();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        for (String name : Rooms.names()) {
            List<String> variants =
                    name.startsWith("lab-") ? List.of("whole") : List.of("slice", "codec", "frame");
            for (String variant : variants) {
                assertThat(lines).anyMatch(line -> line.startsWith(name + "/" + variant + "/"));
            }
        }
        assertThat(lines.stream().map(line -> line.substring(line.indexOf(' '))))
                .as("no scenario has lost its point in a small room")
                .doesNotHaveDuplicates();
        assertThat(lines).allMatch(GoldenHashes::isLine);
    }

    @Test
    void theBaseStreamActs() {
        Golden golden =
                Golden.all().stream()
                        .filter(g -> g.label().equals("douyu-base-stream/slice/1"))
                        .findFirst()
                        .orElseThrow();
        Scenario without = Golden.small("douyu-base-stream", "protocol.baseStream=0 %");
        assertThat(new Golden(golden.label(), without, 1).line()).isNotEqualTo(golden.line());
    }

    /** The last fold that the newest "Changed results" names is the fold of today's hashes. */
    @Test
    void changedResultsAreAnnounced() throws Exception {
        String fold = GoldenHashes.fold(GoldenHashes.committed());
        assertThat(announced(Files.readString(Path.of("..", "CHANGELOG.md"))))
                .as("CHANGELOG.md, newest 'Changed results': what changed, and why; %s", sign(fold))
                .isEqualTo(fold);
    }

    private static String sign(String fold) {
        return "golden hashes `" + fold + "`";
    }

    private static String announced(String changelog) {
        Matcher section =
                Pattern.compile("(?ms)^### Changed results$(.*?)(?=^##|\\z)").matcher(changelog);
        String fold = "nothing";
        if (section.find()) {
            Matcher named =
                    Pattern.compile("golden hashes `([0-9a-f]{16})`").matcher(section.group(1));
            while (named.find()) {
                fold = named.group(1);
            }
        }
        return fold;
    }

    @Test
    void onlyTheNewestAnnouncementCounts() {
        String old = "### Changed results\n- Older: " + sign("1111111111111111") + ".\n";
        String two =
                "### Changed results\n\n- A: "
                        + sign("2222222222222222")
                        + ".\n- B: "
                        + sign("3333333333333333")
                        + ".\n\n## [0.1]\n";
        assertThat(announced(two + old)).isEqualTo("3333333333333333");
        assertThat(announced("### Changed results\n- None.\n## [0.1]\n" + old))
                .isEqualTo("nothing");
        assertThat(announced("# Changelog\n")).isEqualTo("nothing");
    }

    @Test
    void aDifferenceIsSaidInWords() {
        List<String> lines = List.of("a/slice/1 01 02", "b/slice/1 03 04", "c/slice/1 05 06");
        assertThat(GoldenHashes.differences(lines, lines)).isEmpty();
        assertThat(GoldenHashes.differences(lines, List.of("a/slice/1 01 02", "c/slice/1 05 07")))
                .isEqualTo(
                        "2 of 3 golden runs differ:\n"
                                + "  b/slice/1: expected 03 04, got nothing\n"
                                + "  c/slice/1: expected 05 06, got 05 07");
        assertThat(GoldenHashes.differences(List.of(), lines)).contains("a/slice/1: not expected");
        assertThat(GoldenHashes.differences(lines, List.of()).lines()).hasSize(4);
    }

    /** One bit of one figure, or one event more, shows in the hash of the results or the trace. */
    @Test
    void hashesDependOnWhatIsMeasured() {
        Golden golden = Golden.light().get(0);
        String line = golden.line();
        assertThat(golden.line()).isEqualTo(line);
        String other = new Golden(golden.label(), golden.scenario(), 5).line();
        int hashes = golden.label().length() + 1;
        assertThat(other.substring(hashes, hashes + 16))
                .isNotEqualTo(line.substring(hashes, hashes + 16));
        assertThat(other.substring(hashes + 17)).isNotEqualTo(line.substring(hashes + 17));
        var measured = Rooms.run(golden.scenario(), 1);
        String broken = ResultHash.of(measured.withViolations(List.of("x")));
        assertThat(broken).isNotEqualTo(ResultHash.of(measured)).matches("[0-9a-f]{16}");
        assertThat(line).endsWith(ResultHash.of(measured));
    }
}
