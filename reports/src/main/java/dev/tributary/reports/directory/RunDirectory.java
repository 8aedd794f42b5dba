package dev.tributary.reports.directory;

import dev.tributary.reports.run.Run;
import java.nio.file.Path;

/** A run on disk. */
public final class RunDirectory {
    private RunDirectory() {}

    /**
     * Writes a run, or replaces one.
     *
     * @throws dev.tributary.reports.run.ReportException when the target cannot be written or holds
     *     anything but a run
     */
    public static void write(Path directory, Run run) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a run back.
     *
     * @throws dev.tributary.reports.run.ReportException naming the file and what is wrong with it
     */
    public static Run read(Path directory) {
        throw new UnsupportedOperationException();
    }
}
