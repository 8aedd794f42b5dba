package dev.tributary.reports.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.measure.Measurement;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.json.Nodes;
import dev.tributary.reports.json.ReportJson;
import dev.tributary.reports.page.HtmlReport;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
    @TempDir Path temp;

    private final Run run =
            Rooms.expecting(
                    Rooms.run(List.of(Rooms.tiny(1, 800), Rooms.tiny(-2, 700), Rooms.empty(3))),
                    new Expected("sharingRatio", Double.NEGATIVE_INFINITY, 0.9));

    @Test
    void readsBackWhatItWrote() {
        Path directory = temp.resolve("some/where/run");
        RunDirectory.write(directory, run);
        Run back = RunDirectory.read(directory);
        assertThat(Nodes.text(ReportJson.of(Summary.of(back))))
                .isEqualTo(Nodes.text(ReportJson.of(Summary.of(run))));
        assertThat(HtmlReport.of(back)).isEqualTo(HtmlReport.of(run));
        assertThat(back.software()).isEqualTo(run.software());
        assertThat(back.expectations()).isEqualTo(run.expectations());
        assertThat(back.scenarioText()).isEqualTo(run.scenarioText());
        for (int i = 0; i < 3; i++) {
            Measurement before = run.replications().get(i);
            Measurement after = back.replications().get(i);
            assertThat(after.viewers()).isEqualTo(before.viewers());
            assertThat(after.series()).isEqualTo(before.series());
            assertThat(after.checkpoints()).isEqualTo(before.checkpoints());
            assertThat(after.bound()).isEqualTo(before.bound());
            assertThat(after.cost()).isEqualTo(before.cost());
        }
    }

    @Test
    void aLargeRunReadsBackToo() {
        Run evening = Rooms.evening(2, 500, 0.75);
        RunDirectory.write(temp.resolve("run"), evening);
        assertThat(HtmlReport.of(RunDirectory.read(temp.resolve("run"))))
                .isEqualTo(HtmlReport.of(evening));
    }

    @Test
    void writesTheSameBytesForTheSameRun() throws IOException {
        RunDirectory.write(temp.resolve("a"), run);
        RunDirectory.write(temp.resolve("b"), run);
        for (String name : RunFiles.NAMES) {
            assertThat(temp.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(temp.resolve("b").resolve(name));
        }
    }

    @Test
    void aRunFromBeforeThereWereCheckpointsIsReadWithoutAny() throws IOException {
        RunDirectory.write(temp.resolve("run"), run);
        Files.delete(temp.resolve("run/checkpoints.csv"));
        Path manifest = temp.resolve("run/manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("\"checkpoints.csv\": \"\\w+\",\\s*", ""));
        assertThat(RunDirectory.read(temp.resolve("run")).replications())
                .allSatisfy(m -> assertThat(m.checkpoints()).isEmpty());
    }

    @Test
    void aRunFromBeforeItSaidItsMessagesSaysNothingOfThem() throws IOException {
        Path directory = temp.resolve("run");
        RunDirectory.write(directory, Rooms.in(run, new Messages("slice", "it is coarse")));
        assertThat(RunDirectory.read(directory).messages())
                .isEqualTo(new Messages("slice", "it is coarse"));
        Path manifest = directory.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"messages\": \\{[^}]*},\\s*", ""));
        assertThat(RunDirectory.read(directory).messages()).isEqualTo(Messages.UNSAID);
    }

    @Test
    void replacesARunOfOursAndLeavesNothingBehind() throws IOException {
        Path directory = temp.resolve("run");
        RunDirectory.write(directory, run);
        RunDirectory.write(directory, Rooms.named(run, "other", "", ""));
        assertThat(RunDirectory.read(directory).scenario()).isEqualTo("other");
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).containsExactly(directory);
        }
    }

    @Test
    void anEmptyDirectoryIsFine() throws IOException {
        Files.createDirectory(temp.resolve("empty"));
        RunDirectory.write(temp.resolve("empty"), run);
        assertThat(temp.resolve("empty/report.html")).exists();
    }

    @Test
    void refusesWhatIsNotItsOwn() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        refused(file, "is a file, not a directory");
        refused(file.resolve("run"), "is a file");
        Path foreign = Files.createDirectory(temp.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.tex"), "x");
        refused(foreign, "holds other files (thesis.tex)");
        Files.writeString(foreign.resolve("manifest.json"), "{}");
        refused(foreign, "also holds thesis.tex");
        Files.delete(foreign.resolve("thesis.tex"));
        refused(foreign, "format is missing");
        refused(Path.of("/"), "root of the file system");
        assertThat(foreign.resolve("manifest.json")).hasContent("{}");
    }

    @Test
    void keepsNotesThatSomeoneAddedToARun() throws IOException {
        Path directory = temp.resolve("run");
        RunDirectory.write(directory, run);
        Files.writeString(directory.resolve("notes.md"), "precious");
        refused(directory, "notes.md, which is no part of a run");
        assertThat(directory.resolve("notes.md")).hasContent("precious");
    }

    @Test
    void clocksAndCostsAreInNoHashedFile() throws IOException {
        RunDirectory.write(temp.resolve("run"), run);
        String hashed = Files.readString(temp.resolve("run/replications.json"));
        assertThat(hashed).doesNotContain("wallSeconds").doesNotContain("cpuSeconds");
        assertThat(Files.readString(temp.resolve("run/manifest.json")))
                .contains("\"sha256\"", "\"clock\"", "\"commit\": \"abc1234\"", "\"dirty\": false");
    }

    private void refused(Path directory, String why) {
        assertThatThrownBy(() -> RunDirectory.write(directory, run))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> RunDirectory.check(directory)).isInstanceOf(ReportException.class);
    }
}
