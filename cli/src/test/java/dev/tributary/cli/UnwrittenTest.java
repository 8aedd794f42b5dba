package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.base.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What could be written when a command began, and cannot at its end: a file takes the place of the
 * directory meanwhile, as a full disk cannot be had in a test.
 */
@Tag("slow")
final class UnwrittenTest {
    @TempDir private Path here;

    private synchronized void spoil(String name) {
        Path file = here.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shell spoiling(String name) {
        return new Shell(here).watchedBy((joined, header, source, useful) -> spoil(name));
    }

    @Test
    void whatARunMeasuredIsPrinted() {
        Shell.Result result = spoiling("o").tiny("run", "douyu-six", "--out=o/run");
        Path directory = here.resolve("o/run");
        assertThat(result.exit()).isEqualTo(ExitCode.UNWRITTEN);
        assertThat(result.err().lines())
                .containsExactly(
                        "tributary: cannot write "
                                + directory
                                + ": "
                                + here.resolve("o")
                                + " is a file",
                        "not written: " + directory);
        assertThat(result.out()).contains("sharing ratio", "invariants ok");
        assertThat(result.out()).doesNotContain("report:");
    }

    /** One point's directory is lost, the others' are not. */
    @Test
    void aSweepGoesOn() {
        String lost = "douyu-cellular-cellular=20-of-mobile";
        String kept = "douyu-cellular-cellular=80-of-mobile/report.html";
        Shell.Result result =
                spoiling("runs/" + lost)
                        .tiny("run", "douyu-cellular", "--replications=1", "--json");
        assertThat(result.exit()).isEqualTo(ExitCode.UNWRITTEN);
        assertThat(result.json()).hasSize(3);
        assertThat(result.err())
                .contains("runs/" + lost + " is a file, not a directory")
                .contains("\nnot written: " + here.resolve("runs").resolve(lost))
                .contains("\nreport: " + here.resolve("runs").resolve(kept));
        assertThat(here.resolve("runs").resolve(kept)).exists();
    }

    @Test
    void whatFidelityMeasuredIsPrinted() {
        for (List<String> rooms : List.of(List.of("lab-12"), List.of("--random=1"))) {
            Shell shell = new Shell(here).uponErr(() -> spoil("o"));
            Shell.Result result =
                    shell.run(
                            "fidelity",
                            rooms.get(0),
                            "--set=audience.viewers=3",
                            "--set=audience.ramp=1 s",
                            "--set=run.warmUp=2 s",
                            "--set=run.duration=5 s",
                            "--progress=always",
                            "--out=o");
            assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.UNWRITTEN);
            assertThat(result.err())
                    .contains("-simulated: " + here.resolve("o") + " is a file")
                    .contains("-real: " + here.resolve("o") + " is a file");
            assertThat(result.out()).containsPattern("sharing ratio|shared from peers");
            here.resolve("o").toFile().delete();
        }
    }

    /** That is seen before, and is no matter of the disk. */
    @Test
    void aReportBesideNotesIsRefused() throws IOException {
        Shell shell = new Shell(here);
        shell.tiny("run", "douyu-six", "--replications=1", "--out=o");
        Files.createFile(here.resolve("o/notes.txt"));
        Shell.Result again = shell.run("report", "o");
        assertThat(again.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(again.err()).contains("also holds notes.txt");
        assertThat(again.out()).isEmpty();
    }
}
