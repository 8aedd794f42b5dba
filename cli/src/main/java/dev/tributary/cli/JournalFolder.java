package dev.tributary.cli;

import dev.tributary.transport.journal.JournalWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a live run keeps its journals; those of the run before are replaced. */
record JournalFolder(Path directory) {
    /** Deletes the journals of the run before, and nothing else. */
    void clear() {
        if (directory == null || !Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> journals =
                    files.filter(file -> file.toString().endsWith(JournalWriter.SUFFIX)).toList();
            for (Path journal : journals) {
                Files.delete(journal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
