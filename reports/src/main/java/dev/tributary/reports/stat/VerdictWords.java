package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A comparison's verdict in words, from the metrics that decide. */
final class VerdictWords {
    private static final List<Metric> HEADLINES =
            List.of(
                    Metric.SHARING_RATIO,
                    Metric.OFFLOAD,
                    Metric.STALL_RATIO,
                    Metric.CONTINUITY,
                    Metric.FIRST_FRAME_P95,
                    Metric.LATENCY_P95,
                    Metric.EDGE_PEAK);

    private VerdictWords() {}

    static String of(Map<Metric, Difference> differences, int pairs) {
        if (pairs < 2) {
            return "One pair of replications has no interval: nothing can be said yet.";
        }
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        List<String> undetected = new ArrayList<>();
        for (Metric metric : HEADLINES) {
            Difference difference = differences.get(metric);
            switch (difference.outcome()) {
                case BETTER -> better.add(size(difference));
                case WORSE -> worse.add(size(difference));
                case UNDETECTED -> undetected.add(visible(difference));
                case SAME, UNKNOWN -> {}
            }
        }
        List<String> sentences = new ArrayList<>();
        if (!better.isEmpty()) {
            sentences.add("B is better in " + String.join(", ", better) + ".");
        }
        if (!worse.isEmpty()) {
            sentences.add("B is worse in " + String.join(", ", worse) + ".");
        }
        if (!undetected.isEmpty()) {
            sentences.add("No difference detected in " + String.join(", ", undetected) + ".");
        }
        return sentences.isEmpty() ? "No difference in any pair." : String.join(" ", sentences);
    }

    private static String size(Difference difference) {
        Metric metric = difference.metric();
        return metric.words() + " (" + Figures.meanDifference(metric, difference.interval()) + ")";
    }

    private static String visible(Difference difference) {
        Metric metric = difference.metric();
        String size = Figures.size(metric, difference.visible());
        return metric.words() + " (" + size + " would have been seen)";
    }
}
