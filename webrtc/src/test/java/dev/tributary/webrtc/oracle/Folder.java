package dev.tributary.webrtc.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for what an oracle's process leaves behind, which goes with the oracle. */
public final class Folder implements AutoCloseable {
    private final Path path;

    /** Creates it among the temporary files. */
    public Folder(String prefix) throws IOException {
        path = Files.createTempDirectory(prefix);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
