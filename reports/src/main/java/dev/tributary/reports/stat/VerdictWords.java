package dev.tributary.reports.stat;

import java.util.Map;

/** A comparison's verdict in words. */
final class VerdictWords {
    private VerdictWords() {}

    static String of(Map<Metric, Difference> differences, int pairs) {
        return "";
    }
}
