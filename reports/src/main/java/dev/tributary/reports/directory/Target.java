package dev.tributary.reports.directory;

import dev.tributary.reports.run.ReportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a run directory goes: a free name, an empty directory or a run directory of ours.
 *
 * @param path absolute, links resolved
 */
record Target(Path path) {
    /** Accepts a target or says why not. */
    static Target of(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        refuseRoot(directory, path);
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                path = path.toRealPath();
                refuseRoot(directory, path);
                checkOccupied(directory, path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ReportException("cannot write " + directory + ": " + reason(e), e);
        }
        Target target = new Target(path);
        target.checkParent(directory);
        return target;
    }

    private static void refuseRoot(Path asked, Path path) {
        if (path.getParent() == null) {
            throw new ReportException(asked + " is the root of the file system");
        }
    }

    private static void checkOccupied(Path asked, Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new ReportException(asked + " is a file, not a directory");
        }
        List<String> names;
        try (Stream<Path> files = Files.list(path)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        if (!names.isEmpty() && !names.contains(Manifest.FILE)) {
            throw new ReportException(
                    asked
                            + " holds other files ("
                            + names.get(0)
                            + "); choose a new or empty directory");
        }
        for (String name : names) {
            if (!RunFiles.NAMES.contains(name) || Files.isDirectory(path.resolve(name))) {
                throw new ReportException(
                        asked
                                + " also holds "
                                + name
                                + ", which is no part of a run; move it away");
            }
        }
        if (!names.isEmpty()) {
            RunFiles.checkFormat(path);
        }
    }

    private void checkParent(Path asked) {
        Path place = path.getParent();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        if (!Files.isDirectory(place)) {
            throw new ReportException("cannot write " + asked + ": " + place + " is a file");
        }
        // Only trying tells: root may write everywhere, but not on a read-only disk or in /proc.
        try {
            Files.delete(Files.createTempDirectory(place, ".tributary-"));
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw new ReportException(
                    "cannot write " + asked + ": no permission to write in " + place, e);
        } catch (IOException e) {
            throw new ReportException("cannot write " + asked + ": " + place + ": " + reason(e), e);
        }
    }

    Path parent() {
        return path.getParent();
    }

    /** Returns a hidden name beside the target that nobody else uses. */
    Path neighbour(String purpose) {
        return parent().resolve("." + path.getFileName() + "." + purpose + "-" + UUID.randomUUID());
    }

    /** Puts a finished directory in place; what was there comes back when that fails. */
    void replaceBy(Path draft) throws IOException {
        if (!Files.exists(path)) {
            Files.move(draft, path);
            return;
        }
        Path old = neighbour("old");
        Files.move(path, old);
        try {
            Files.move(draft, path);
        } catch (IOException e) {
            Files.move(old, path);
            throw e;
        }
        delete(old);
    }

    /** Deletes a directory of files, if it is there. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    /** Returns an I/O problem in words. */
    static String reason(Exception e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
