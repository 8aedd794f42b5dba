package dev.tributary.reports.directory;

import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run on disk: {@code manifest.json}, {@code summary.json}, {@code scenario.yaml}, {@code
 * replications.json}, {@code series.csv}, {@code viewers.csv}, {@code checkpoints.csv} and {@code
 * report.html}.
 */
public final class RunDirectory {
    private RunDirectory() {}

    /**
     * Checks before a long run that its result could be written; leaves nothing behind.
     *
     * @throws ReportException when the target cannot be written or holds anything but a run
     */
    public static void check(Path directory) {
        Target.of(directory);
    }

    /**
     * As {@link #check(Path)}, for a directory that nobody named: it replaces no run of another
     * file, unless it is of the very same scenario. A run of before files were kept says nothing,
     * and is replaced.
     *
     * @param file the scenario file that is run
     * @param scenarioText its resolved scenario
     */
    public static void checkOwn(Path directory, Path file, String scenarioText) {
        Path path = Target.of(directory).path();
        if (!Files.exists(path.resolve(Manifest.FILE))) {
            return;
        }
        Field manifest = RunFiles.checkFormat(path);
        String there = manifest.at("software").texts().getOrDefault(Run.FILE, "");
        boolean same = there.isEmpty() || there.equals(fileName(file));
        if (!same && !manifest.at("scenario").at("text").text().equals(scenarioText)) {
            throw new ReportException(
                    directory
                            + " holds a run of "
                            + there
                            + "; give "
                            + file
                            + " another 'name:', or choose a directory with --out");
        }
    }

    /** Returns how a run keeps the file that it is of. */
    public static String fileName(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /**
     * Writes a run. All files are written to a hidden neighbour first, which then takes the place
     * of the target, so that there is never half a run.
     *
     * @throws ReportException when the target cannot be written or holds anything but a run
     */
    public static void write(Path directory, Run run) {
        Target target = Target.of(directory);
        try {
            Files.createDirectories(target.parent());
            Path draft = target.neighbour("writing");
            Files.createDirectory(draft);
            try {
                RunFiles.write(draft, run);
                target.replaceBy(draft);
            } finally {
                Target.delete(draft);
            }
        } catch (IOException e) {
            throw new ReportException("cannot write " + directory + ": " + Target.reason(e), e);
        }
    }

    /**
     * Reads a run back, with everything that its report needs.
     *
     * @throws ReportException naming the file and what is wrong with it
     */
    public static Run read(Path directory) {
        return RunFiles.read(directory);
    }
}
