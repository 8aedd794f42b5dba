package dev.tributary.reports.directory;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code series.csv}: one row per replication and step. */
final class SeriesTable {
    static final String FILE = "series.csv";

    private static final List<String> HEADER =
            List.of(
                    "replication,seed,fromSeconds,toSeconds,viewers,stalledViewers",
                    "peerBytes,cdnBytes");

    private SeriesTable() {}

    static void write(Writer out, List<Measurement> replications) throws IOException {
        out.write(String.join(",", HEADER) + "\n");
        for (int i = 0; i < replications.size(); i++) {
            Measurement m = replications.get(i);
            for (SeriesPoint p : m.series()) {
                List<String> cells = new ArrayList<>();
                cells.add(Integer.toString(i));
                cells.add(Long.toString(m.seed()));
                cells.add(Csv.cell(p.fromSeconds()));
                cells.add(Csv.cell(p.toSeconds()));
                cells.add(Integer.toString(p.viewers()));
                cells.add(Integer.toString(p.stalledViewers()));
                cells.add(Long.toString(p.peerBytes()));
                cells.add(Long.toString(p.cdnBytes()));
                out.write(String.join(",", cells) + "\n");
            }
        }
    }

    static List<List<SeriesPoint>> read(Reader in, List<Long> seeds) throws IOException {
        List<List<SeriesPoint>> out = new ArrayList<>();
        seeds.forEach(seed -> out.add(new ArrayList<>()));
        Csv csv = new Csv(in, FILE, ViewerTable.columns(HEADER));
        while (csv.advance()) {
            int replication = replication(csv, seeds);
            double from = csv.number();
            double to = csv.number();
            int viewers = csv.small();
            int stalled = csv.small();
            SeriesPoint point =
                    new SeriesPoint(from, to, viewers, stalled, csv.count(), csv.count());
            out.get(replication).add(point);
        }
        return out;
    }

    /** Reads the two cells that every table begins with. */
    static int replication(Csv csv, List<Long> seeds) {
        int replication = csv.small();
        long seed = csv.whole();
        if (replication >= seeds.size() || seeds.get(replication) != seed) {
            throw csv.wrong("the manifest has no replication " + replication + " of seed " + seed);
        }
        return replication;
    }
}
