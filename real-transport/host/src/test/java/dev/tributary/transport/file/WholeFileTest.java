package dev.tributary.transport.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that servers keep: one text or the other, and the mode that was asked for. */
final class WholeFileTest {
    @TempDir private Path directory;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void replacedFileHasTheModeThatIsAskedFor() throws IOException {
        Path file = directory.resolve("a");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        WholeFile.replace(file, "new", WholeFile.Mode.OWNER);
        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        WholeFile.replace(file, "newer", WholeFile.Mode.ANYBODY);
        assertThat(mode(file)).startsWith("rw-r").isNotEqualTo("rw-rw-rw-");
    }

    @Test
    void whatABrokenReplacementLeftIsNoObstacle() throws IOException {
        Path file = directory.resolve("a");
        Files.writeString(directory.resolve("a.new"), "half of a longer te");
        WholeFile.replace(file, "new", WholeFile.Mode.OWNER);
        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(directory.resolve("a.new")).doesNotExist();
    }

    @Test
    void fileThatIsThereIsNotMadeAgain() throws IOException {
        Path file = directory.resolve("a");
        WholeFile.create(file, "first", WholeFile.Mode.OWNER);
        assertThatThrownBy(() -> WholeFile.create(file, "second", WholeFile.Mode.OWNER))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("first");
        assertThat(mode(file)).isEqualTo("rw-------");
    }
}
