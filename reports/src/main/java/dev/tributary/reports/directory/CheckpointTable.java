package dev.tributary.reports.directory;

import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Measurement;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** {@code checkpoints.csv}: trace hashes on the way, one row per replication and checkpoint. */
final class CheckpointTable {
    static final String FILE = "checkpoints.csv";

    private static final List<String> HEADER =
            List.of("replication", "seed", "events", "nanos", "hash");

    private CheckpointTable() {}

    static void write(Writer out, List<Measurement> replications) throws IOException {
        out.write(String.join(",", HEADER) + "\n");
        for (int i = 0; i < replications.size(); i++) {
            Measurement m = replications.get(i);
            for (Checkpoint c : m.checkpoints()) {
                String hash = HexFormat.of().toHexDigits(c.hash());
                out.write(i + "," + m.seed() + "," + c.events() + "," + c.nanos() + "," + hash);
                out.write("\n");
            }
        }
    }

    static List<List<Checkpoint>> read(Reader in, List<Long> seeds) throws IOException {
        List<List<Checkpoint>> out = new ArrayList<>();
        seeds.forEach(seed -> out.add(new ArrayList<>()));
        Csv csv = new Csv(in, FILE, HEADER);
        while (csv.advance()) {
            List<Checkpoint> list = out.get(SeriesTable.replication(csv, seeds));
            Checkpoint next = new Checkpoint(csv.count(), csv.count(), csv.hash());
            Checkpoint last = list.isEmpty() ? null : list.get(list.size() - 1);
            check(csv, last, next, list.size());
            list.add(next);
        }
        return out;
    }

    /** Only the last checkpoint, at the end of the run, may stand at another number of events. */
    private static void check(Csv csv, Checkpoint last, Checkpoint next, int place) {
        long full = (place + 1L) * Checkpoint.EVERY;
        boolean afterEnd = last != null && last.events() % Checkpoint.EVERY != 0;
        boolean end = next.events() < full && next.events() > full - Checkpoint.EVERY;
        if (afterEnd || !(next.events() == full || end)) {
            throw csv.wrong("checkpoints must be " + Checkpoint.EVERY + " events apart");
        }
        if (last != null && next.nanos() < last.nanos()) {
            throw csv.wrong("time must not run backwards");
        }
    }
}
