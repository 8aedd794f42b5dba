package dev.tributary.reports.directory;

import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Measurement;
import dev.tributary.reports.directory.Table.Column;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code checkpoints.csv}: trace hashes on the way, one row per replication and checkpoint. */
final class CheckpointTable {
    static final String FILE = "checkpoints.csv";

    private static final Table<ReplicationRow<Checkpoint>> TABLE = new Table<>();
    private static final ReplicationRow.Key<Checkpoint> KEY = ReplicationRow.key(TABLE);
    private static final Column<?, Long> EVENTS = TABLE.count("events", of -> of.row().events());
    private static final Column<?, Long> NANOS = TABLE.count("nanos", of -> of.row().nanos());
    private static final Column<?, Long> HASH = TABLE.hash("hash", of -> of.row().hash());

    private CheckpointTable() {}

    static void write(Writer out, List<Measurement> replications) throws IOException {
        KEY.write(out, replications, Measurement::checkpoints);
    }

    static List<List<Checkpoint>> read(Reader in, String file, List<Long> seeds)
            throws IOException {
        List<List<Checkpoint>> out = new ArrayList<>();
        seeds.forEach(seed -> out.add(new ArrayList<>()));
        Csv csv = new Csv(in, file, TABLE);
        while (csv.advance()) {
            List<Checkpoint> list = out.get(KEY.replication(csv, seeds));
            Checkpoint next = new Checkpoint(csv.get(EVENTS), csv.get(NANOS), csv.get(HASH));
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
