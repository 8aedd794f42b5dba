package dev.tributary.transport.file;

import dev.tributary.core.base.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file of text that is there whole or not at all, whenever the process or the machine ends. */
public final class WholeFile {
    private WholeFile() {}

    /** Who may read a file; its owner alone may write it. */
    public enum Mode {
        /** It holds a secret. */
        OWNER("rw-------"),
        /** As far as the process lets others read what it makes. */
        ANYBODY("rw-r--r--");

        private final String permissions;

        Mode(String permissions) {
            this.permissions = permissions;
        }
    }

    /**
     * Makes a file, which nobody else can read from the moment it exists unless the mode says so.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one of that name
     */
    public static void create(Path file, String ascii, Mode mode) throws IOException {
        Set<StandardOpenOption> options =
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var attribute =
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(mode.permissions));
        try (FileChannel out = FileChannel.open(file, options, attribute)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(ascii);
            while (bytes.hasRemaining()) {
                Check.that(out.write(bytes) > 0, "a file takes bytes");
            }
            // A rename must not come to the disk before what it names.
            out.force(true);
        }
    }

    /**
     * Puts a text in the place of the file's, if there is one: written beside, and renamed. A file
     * that such a call left beside when it was broken off is overwritten.
     */
    public static void replace(Path file, String ascii, Mode mode) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        create(beside, ascii, mode);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
