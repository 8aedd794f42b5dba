package dev.tributary.reports.text;

import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Comparison;
import java.util.List;

/** Runs, sweeps and comparisons as aligned text; every result ends with a line break. */
public final class TextTable {
    private TextTable() {}

    /** Renders one run. */
    public static String run(Run run, boolean colour) {
        throw new UnsupportedOperationException();
    }

    /** Renders a sweep, one row per point. */
    public static String sweep(List<Run> points, boolean colour) {
        throw new UnsupportedOperationException();
    }

    /** Renders a comparison. */
    public static String comparison(Comparison comparison, boolean colour) {
        throw new UnsupportedOperationException();
    }
}
