package dev.tributary.reports.json;

import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.stat.Summary;

/** Summaries and comparisons as JSON text, two-space indented, ending with a line break. */
public final class ReportJson {
    private ReportJson() {}

    /** Returns the content of {@code summary.json}. */
    public static String of(Summary summary) {
        throw new UnsupportedOperationException();
    }

    /** Returns a comparison as JSON. */
    public static String of(Comparison comparison) {
        throw new UnsupportedOperationException();
    }
}
