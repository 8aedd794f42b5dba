package dev.tributary.reports.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.measure.TraceEvent;
import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceDumpTest {
    @TempDir private Path temp;
    private Path file;

    private final TraceDump dump =
            TraceDump.of(
                    Rooms.run(List.of(Rooms.tiny(-4, 800))),
                    -4,
                    List.of(
                            new TraceEvent(7, 1L << 60, "viewer-3", "WAKE_UP", -1, 5),
                            new TraceEvent(8, 1L << 61, "edge", "EDGE_FETCH", 1L << 63, -5)));

    @BeforeEach
    void write() {
        file = temp.resolve("dump.csv");
        dump.write(file);
    }

    @Test
    void readsBackWhatItWroteAndMayReplaceIt() {
        assertThat(TraceDump.read(file)).isEqualTo(dump);
        TraceDump.check(file);
        dump.write(file);
        assertThat(temp)
                .isDirectoryContaining(file::equals)
                .isDirectoryNotContaining("glob:**writing*");
    }

    @Test
    void whateverTheFileHoldsTheComplaintNamesThePlace() throws IOException {
        refused("viewer-3", "viewer 3", ":2: cell 5 must be a name");
        refused(",8,", ",9,", ":3: event numbers must follow each other");
        refused(",7,", ",0,", ":2: event numbers must follow each other");
        refused("-4,8,", "-5,8,", ":3: a dump is of one scenario and one seed");
        refused("8000000000000000", "800000000000000", ":3: cell 7 must be 16 hexadecimal digits");
        refused("scenario,", "", ":1: the header must be scenario,seed,");
        String header = Files.readAllLines(file).get(0);
        Files.writeString(file, header + "\n");
        complains("a dump holds at least one event");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        complains("is not UTF-8 text");
        Files.writeString(file, "x".repeat(1 << 20));
        complains(":1: a line of more than 4000 characters");
        Files.delete(file);
        complains("there is no file");
    }

    private void refused(String before, String after, String what) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
        complains(what);
        Files.writeString(file, text);
    }

    private void complains(String what) {
        assertThatThrownBy(() -> TraceDump.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("dump.csv");
    }

    @Test
    void neverReplacesAnythingElse() throws IOException {
        Path thesis = Files.writeString(temp.resolve("thesis.tex"), "x");
        for (Path other : List.of(thesis, temp)) {
            assertThatThrownBy(() -> TraceDump.check(other))
                    .hasMessageContaining("is there and no dump");
        }
        TraceDump.check(temp.resolve("new.csv"));
        assertThatThrownBy(() -> TraceDump.check(temp.resolve("nowhere/new.csv")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("there is no directory " + temp.resolve("nowhere"));
    }

    @Test
    void leavesNoDraftOfWhatItCannotWrite() throws IOException {
        Path directory = Files.createDirectories(temp.resolve("full/x")).getParent();
        assertThatThrownBy(() -> dump.write(directory))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("cannot write " + directory);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).noneMatch(file -> file.toString().contains("writing"));
        }
    }
}
