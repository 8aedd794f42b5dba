package dev.tributary.reports.directory;

import dev.tributary.measure.Measurement;
import dev.tributary.reports.directory.Table.Column;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;

/**
 * A row of one of the replications of a run.
 *
 * @param replication from 0
 * @param seed its seed
 * @param row the row
 */
record ReplicationRow<R>(int replication, long seed, R row) {
    /** The two columns that tables of a run begin with. */
    record Key<R>(
            Table<ReplicationRow<R>> table,
            Column<ReplicationRow<R>, Integer> replication,
            Column<ReplicationRow<R>, Long> seed) {
        /** Reads the number of a row's replication, which must be in the manifest. */
        int replication(Csv csv, List<Long> seeds) {
            int number = csv.get(replication);
            long ofSeed = csv.get(seed);
            if (number >= seeds.size() || seeds.get(number) != ofSeed) {
                throw csv.wrong("the manifest has no replication " + number + " of seed " + ofSeed);
            }
            return number;
        }

        /** Writes the whole table. */
        void write(Writer out, List<Measurement> all, Function<Measurement, List<R>> rows)
                throws IOException {
            table.writeHeader(out);
            for (int i = 0; i < all.size(); i++) {
                for (R row : rows.apply(all.get(i))) {
                    table.write(out, new ReplicationRow<>(i, all.get(i).seed(), row));
                }
            }
        }
    }

    /** Adds the two columns to an empty table. */
    static <R> Key<R> key(Table<ReplicationRow<R>> table) {
        return new Key<>(
                table,
                table.small("replication", ReplicationRow::replication),
                table.whole("seed", ReplicationRow::seed));
    }
}
