package dev.tributary.live;

import dev.tributary.transport.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a live run does beyond its scenario.
 *
 * @param polluters viewers, the first ones to come, whose media to others has flipped bits
 * @param restartSeconds run time at which the tracker dies and another one takes its place; 0 for
 *     never
 * @param journals directory for the journals of all viewers and the tracker, or null
 * @param build what runs, for the journals
 */
public record LiveOptions(int polluters, double restartSeconds, Path journals, String build) {
    /** Nothing beyond the scenario. */
    public static final LiveOptions NONE = new LiveOptions(0, 0, null, "");

    /** Checks the ranges. */
    public LiveOptions {
        if (polluters < 0) {
            throw new IllegalArgumentException("polluters must not be negative");
        }
    }

    /** Returns where a machine of a name writes its journal; nowhere when none is wanted. */
    JournalWriter journal(String name) throws IOException {
        if (journals == null) {
            return JournalWriter.none();
        }
        Files.createDirectories(journals);
        JournalWriter.Origin origin =
                new JournalWriter.Origin(build, System.currentTimeMillis(), true);
        return JournalWriter.create(
                journals.resolve(name + JournalWriter.SUFFIX), origin, JournalWriter.BYTES_MAX);
    }
}
