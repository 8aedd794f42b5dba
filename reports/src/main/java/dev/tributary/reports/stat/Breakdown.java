package dev.tributary.reports.stat;

import dev.tributary.core.qoe.Measurement;
import dev.tributary.core.qoe.ViewerRow;
import java.util.List;

/** Sessions of a replication, chosen or grouped. */
public final class Breakdown {
    private Breakdown() {}

    /** Returns the sessions that joined in the measured interval, or all when none did. */
    public static List<ViewerRow> starts(Measurement m) {
        List<ViewerRow> joined =
                m.viewers().stream()
                        .filter(row -> row.joinedSeconds() >= m.fromSeconds())
                        .filter(row -> row.joinedSeconds() < m.toSeconds())
                        .toList();
        return joined.isEmpty() ? m.viewers() : joined;
    }

    /** Returns the first-frame times of these sessions, sorted, without those that had none. */
    public static double[] firstFrameSeconds(List<ViewerRow> rows) {
        return rows.stream()
                .mapToDouble(ViewerRow::firstFrameSeconds)
                .filter(seconds -> !Double.isNaN(seconds))
                .sorted()
                .toArray();
    }
}
