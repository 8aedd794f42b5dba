package dev.tributary.transport.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs a journal through a fresh machine of this build, as fast as it goes, and compares what the
 * machine does with what was recorded: decision by decision where those were, and second by second.
 */
public final class Replay {
    private Replay() {}

    /**
     * Replays a file up to its end or the first difference.
     *
     * @throws JournalException when the file is no journal, or not one that this build understands
     * @throws IOException when the file cannot be read
     */
    public static ReplayResult run(Path file) throws IOException {
        try (JournalReader journal = JournalReader.open(file)) {
            return Replayer.run(journal);
        }
    }
}
