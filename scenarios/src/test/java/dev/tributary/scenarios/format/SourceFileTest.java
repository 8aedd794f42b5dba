package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no scenarios at all. */
final class SourceFileTest {
    @TempDir Path directory;

    @Test
    void aMissingFile() {
        assertThat(problem(directory.resolve("none.yaml")))
                .endsWith("none.yaml: no such file, check the path and its spelling");
    }

    @Test
    void aDirectory() {
        assertThat(problem(directory))
                .endsWith(": a directory, name one .yaml file, such as douyu-six.yaml");
    }

    @Test
    void aDevice() {
        assertThat(problem(Path.of("/dev/zero"))).contains("not a regular file");
    }

    @Test
    void anEmptyFile() throws IOException {
        assertThat(problem(file(new byte[0]))).contains(":1:1: the file is empty");
    }

    @Test
    void aHundredMegabytesAreRefusedByTheirLength() throws IOException {
        Path file = directory.resolve("big.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100_000_000);
        }
        assertThat(problem(file))
                .endsWith(
                        "big.yaml: too long for a scenario: 100000000 bytes, a scenario has at"
                                + " most 1048576 bytes");
    }

    @Test
    void bytesThatAreNotUtf8() throws IOException {
        byte[] bytes = "name: x\nabout: y\u00e4z\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(problem(file(bytes))).endsWith(":2:9: not UTF-8 text, save the file as UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException, ScenarioException {
        String text = "\ufeffname: x\nabout: y\nsystem: douyu\n";
        Path file = file(text.getBytes(StandardCharsets.UTF_8));
        assertThat(ScenarioReader.read(file, List.of()).name()).isEqualTo("x");
    }

    @Test
    void columnsCountCharacters() throws IOException {
        String text = "name: x\nabout: \u6597\u9c7c\nsystem: douyu\nrun: {\"\ud83d\ude00\": 1}\n";
        assertThat(problem(file(text.getBytes(StandardCharsets.UTF_8))))
                .contains(":4:7: unknown key '\ud83d\ude00' in 'run'");
    }

    @Test
    void aLibraryThatIsNoDirectory() {
        ScenarioException thrown =
                catchThrowableOfType(
                        ScenarioException.class, () -> Library.list(directory.resolve("none")));
        assertThat(thrown.problems()).hasSize(1);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("f.yaml"), bytes);
    }

    private static String problem(Path file) {
        ScenarioException thrown =
                catchThrowableOfType(
                        ScenarioException.class, () -> ScenarioReader.read(file, List.of()));
        assertThat(thrown.problems()).hasSize(1);
        assertThat(thrown.getMessage()).doesNotContain("\n");
        return thrown.getMessage();
    }
}
