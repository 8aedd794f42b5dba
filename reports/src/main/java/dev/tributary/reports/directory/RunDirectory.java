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
