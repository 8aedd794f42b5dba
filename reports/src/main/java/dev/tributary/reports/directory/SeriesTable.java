package dev.tributary.reports.directory;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.reports.directory.Table.Column;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code series.csv}: one row per replication and step. */
final class SeriesTable {
    static final String FILE = "series.csv";

    private static final Table<ReplicationRow<SeriesPoint>> TABLE = new Table<>();
    private static final ReplicationRow.Key<SeriesPoint> KEY = ReplicationRow.key(TABLE);
    private static final Column<?, Double> FROM =
            TABLE.number("fromSeconds", of -> of.row().fromSeconds());
    private static final Column<?, Double> TO =
            TABLE.number("toSeconds", of -> of.row().toSeconds());
    private static final Column<?, Integer> VIEWERS =
            TABLE.small("viewers", of -> of.row().viewers());
    private static final Column<?, Integer> STALLED =
            TABLE.small("stalledViewers", of -> of.row().stalledViewers());
    private static final Column<?, Long> PEER =
            TABLE.count("peerBytes", of -> of.row().peerBytes());
    private static final Column<?, Long> CDN = TABLE.count("cdnBytes", of -> of.row().cdnBytes());

    private SeriesTable() {}

    static void write(Writer out, List<Measurement> replications) throws IOException {
        KEY.write(out, replications, Measurement::series);
    }

    static List<List<SeriesPoint>> read(Reader in, String file, List<Long> seeds)
            throws IOException {
        List<List<SeriesPoint>> out = new ArrayList<>();
        seeds.forEach(seed -> out.add(new ArrayList<>()));
        Csv csv = new Csv(in, file, TABLE);
        while (csv.advance()) {
            out.get(KEY.replication(csv, seeds))
                    .add(
                            new SeriesPoint(
                                    csv.get(FROM),
                                    csv.get(TO),
                                    csv.get(VIEWERS),
                                    csv.get(STALLED),
                                    csv.get(PEER),
                                    csv.get(CDN)));
        }
        return out;
    }
}
