package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.reports.directory.RunDirectory;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where runs go that took their time. A disk that has become full meanwhile costs a directory, but
 * no result: it is said, the others go on, and all is printed.
 */
final class RunStore {
    private final Environment environment;
    private final List<Path> written = new ArrayList<>();
    private final List<Path> pages = new ArrayList<>();
    private final List<Path> missing = new ArrayList<>();

    RunStore(Environment environment) {
        this.environment = environment;
    }

    /** Writes a run, or says at once why that cannot be: there may be time to make room. */
    void write(Path directory, Run run) {
        try {
            RunDirectory.write(directory, run);
            written.add(directory);
        } catch (ReportException | UncheckedIOException e) {
            missing.add(directory);
            Progress.say(environment, "tributary: " + Failures.oneLine(e.getMessage()));
        }
    }

    /** Writes a page about all runs, beside and then in its place. */
    void writePage(Path file, String html) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(beside, html);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            pages.add(file);
        } catch (IOException e) {
            missing.add(file);
            Progress.say(environment, "tributary: " + Failures.oneLine(String.valueOf(e)));
        }
    }

    /** Prints where the reports are, and complains of those that are not. */
    void printPlaces(PrintStream stream) {
        pages.forEach(page -> stream.println("all points: " + page));
        written.forEach(directory -> stream.println("report: " + directory.resolve("report.html")));
        missing.forEach(directory -> environment.err().println("not written: " + directory));
    }

    /** Returns how a command ends; what is not written comes before what failed. */
    int exitCode(boolean passed) {
        if (!missing.isEmpty()) {
            return ExitCode.UNWRITTEN;
        }
        return passed ? ExitCode.FINE : ExitCode.FAILED;
    }
}
