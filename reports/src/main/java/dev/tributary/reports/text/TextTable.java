package dev.tributary.reports.text;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Metric;
import dev.tributary.reports.run.ChangedKey;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Attribution;
import dev.tributary.reports.stat.Comparison;
import dev.tributary.reports.stat.Difference;
import dev.tributary.reports.stat.Figures;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.stat.Summary;
import dev.tributary.reports.stat.TotalCost;
import dev.tributary.reports.stat.Verdict;
import dev.tributary.reports.stat.WarmUp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs, sweeps and comparisons as aligned text; every result ends with a line break. */
public final class TextTable {
    /** What a sweep shows beside the sharing ratio; means only, so that a row fits on a line. */
    private static final List<Metric> REST =
            List.of(
                    Metric.OFFLOAD,
                    Metric.STALL_RATIO,
                    Metric.CONTINUITY,
                    Metric.FIRST_FRAME_P95,
                    Metric.LATENCY_P95,
                    Metric.SIGNALLING_FRACTION,
                    Metric.UPLOAD_PER_DOWNLOAD_MAX,
                    Metric.EDGE_PEAK);

    /** Keys that differ between the sides of a comparison; another network changes dozens. */
    private static final int CHANGED_SHOWN = 8;

    private TextTable() {}

    /** Renders one run. */
    public static String run(Run run, boolean colour) {
        Colour paint = new Colour(colour);
        Summary summary = Summary.of(run);
        StringBuilder out = new StringBuilder();
        out.append(paint.strong(Colour.safe(run.title()))).append('\n');
        if (!run.about().isBlank()) {
            out.append(Colour.safe(run.about())).append('\n');
        }
        out.append(size(summary)).append("\n\n");
        Lines lines = new Lines(false);
        for (Metric metric : Metric.values()) {
            lines.row("  " + metric.words(), figure(metric, summary));
        }
        out.append(lines).append('\n');
        out.append(bounds(summary));
        out.append(messages(summary));
        out.append(pictures(run, summary));
        out.append(violations(run, paint));
        out.append(warmUp(run, summary));
        out.append(expectations(Verdict.of(run, summary), paint));
        return out.append(cost(summary.cost())).append('\n').toString();
    }

    /** Renders a sweep, one row per point, followed by every promise that was not kept. */
    public static String sweep(List<Outcome> points, boolean colour) {
        Colour paint = new Colour(colour);
        Lines lines = new Lines(false);
        List<String> head = new ArrayList<>(List.of("point"));
        head.add(Metric.SHARING_RATIO.words());
        REST.forEach(metric -> head.add(metric.words()));
        head.add("");
        lines.row(head);
        StringBuilder failures = new StringBuilder();
        boolean alike = points.stream().map(p -> p.summary().scenario()).distinct().count() == 1;
        for (Outcome point : points) {
            Summary summary = point.summary();
            boolean labelled = alike && !summary.sweepLabel().isEmpty();
            String label = labelled ? Colour.safe(summary.sweepLabel()) : title(summary);
            List<String> row = new ArrayList<>(List.of(label));
            row.add(figure(Metric.SHARING_RATIO, summary));
            REST.forEach(metric -> row.add(Figures.mean(metric, summary.metric(metric))));
            row.add(outcome(point, paint));
            lines.row(row);
            if (!point.passed()) {
                failures.append('\n').append(label).append('\n').append(failures(point, paint));
            }
        }
        return lines.toString() + failures + "\n" + worlds(points) + effort(points);
    }

    /** Says once how coarse all messages were, or which points had which. */
    private static String worlds(List<Outcome> points) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (Outcome point : points) {
            String words = Colour.safe(point.summary().worldWords());
            labels.computeIfAbsent(words, w -> new ArrayList<>()).add(title(point.summary()));
        }
        if (labels.size() == 1) {
            return labels.keySet().iterator().next() + "\n";
        }
        StringBuilder out = new StringBuilder();
        labels.forEach(
                (words, of) ->
                        out.append(words).append(": ").append(String.join("; ", of)).append('\n'));
        return out.toString();
    }

    private static String effort(List<Outcome> points) {
        double wall = points.stream().mapToDouble(p -> p.summary().cost().wallSeconds()).sum();
        double cpu = points.stream().mapToDouble(p -> p.summary().cost().cpuSeconds()).sum();
        return "wall " + Figures.plain(wall, 1) + " s, cpu " + Figures.plain(cpu, 1) + " s\n";
    }

    private static String failures(Outcome point, Colour paint) {
        int broken = point.summary().violations();
        List<Verdict> failed = point.verdicts().stream().filter(v -> !v.met()).toList();
        return (broken == 0 ? "" : paint.bad("BROKEN") + "  " + broken + " invariants\n")
                + expectations(failed, paint);
    }

    /** Renders a comparison. */
    public static String comparison(Comparison comparison, boolean colour) {
        Colour paint = new Colour(colour);
        StringBuilder out = new StringBuilder();
        out.append("A  ").append(side(comparison.a())).append('\n');
        out.append("B  ").append(side(comparison.b())).append('\n');
        out.append(changed(comparison.changed()));
        out.append(comparison.seeds().size()).append(" pairs with the same seed\n\n");
        Lines lines = new Lines(false);
        lines.row("  metric", "A", "B", "B - A", "correlation", "");
        for (Difference difference : comparison.differences().values()) {
            Metric metric = difference.metric();
            lines.row(
                    "  " + metric.words(),
                    Figures.mean(metric, comparison.a().metric(metric)),
                    Figures.mean(metric, comparison.b().metric(metric)),
                    Figures.difference(metric, difference.interval()),
                    Figures.plain(difference.correlation(), 2),
                    words(difference, paint));
        }
        String sentences = comparison.verdict().replace(". ", ".\n");
        return out.append(lines).append('\n').append(sentences).append('\n').toString();
    }

    private static String changed(List<ChangedKey> keys) {
        if (keys.isEmpty()) {
            return "no key differs\n";
        }
        Lines lines = new Lines(false);
        int shown = keys.size() == CHANGED_SHOWN + 1 ? keys.size() : CHANGED_SHOWN;
        keys.stream()
                .limit(shown)
                .forEach(
                        key ->
                                lines.row(
                                        "  " + Colour.safe(key.key()),
                                        held(key.a()) + " / " + held(key.b())));
        int more = keys.size() - shown;
        String rest = more > 0 ? "  and " + more + " more; --json names them all\n" : "";
        return "keys that differ, A / B:\n" + lines + rest;
    }

    private static String held(String value) {
        return value.isEmpty() ? "not there" : Colour.safe(value);
    }

    /** Returns the line about time and memory. */
    public static String cost(TotalCost cost) {
        if (cost.eventsPerCpuSecond() == 0) {
            return String.format(
                    Locale.ROOT,
                    "wall %s s, cpu %s s",
                    Figures.plain(cost.wallSeconds(), 1),
                    Figures.plain(cost.cpuSeconds(), 1));
        }
        return String.format(
                Locale.ROOT,
                "wall %s s, cpu %s s, %s events/s, %s allocated per viewer",
                Figures.plain(cost.wallSeconds(), 1),
                Figures.plain(cost.cpuSeconds(), 1),
                Figures.prefixed(cost.eventsPerCpuSecond()),
                bytes(cost.bytesPerViewer()));
    }

    private static String bytes(double bytes) {
        String text = Figures.prefixed(bytes);
        return text.contains(" ") ? text + "B" : text + " B";
    }

    /** Returns the range of an expectation, for example {@code 75.00 % .. 83.33 %}. */
    public static String range(Expected expected) {
        Metric metric = Metric.named(expected.metric()).orElse(null);
        if (expected.low() == Double.NEGATIVE_INFINITY) {
            return "at most " + value(metric, expected.high());
        }
        if (expected.high() == Double.POSITIVE_INFINITY) {
            return "at least " + value(metric, expected.low());
        }
        return value(metric, expected.low()) + " .. " + value(metric, expected.high());
    }

    private static String value(Metric metric, double value) {
        return metric == null
                ? Figures.plain(value, value == Math.rint(value) ? 0 : 4)
                : Figures.value(metric, value);
    }

    private static String size(Summary summary) {
        String size =
                String.format(
                        Locale.ROOT,
                        "%s, %d replication%s, %s viewer seconds",
                        Colour.safe(summary.worldWords()),
                        summary.replications(),
                        summary.replications() == 1 ? "" : "s",
                        Figures.prefixed(summary.viewerSeconds()));
        if (summary.world().equals(Run.REAL)) {
            return size;
        }
        String events = Figures.prefixed((double) summary.events());
        return size + ", " + events + " events, trace " + summary.traceHash();
    }

    private static String figure(Metric metric, Summary summary) {
        return Figures.interval(metric, summary.metric(metric));
    }

    private static String bounds(Summary summary) {
        Attribution lost = summary.attribution();
        Lines lines = new Lines(true);
        lines.row("  everything from peers", share(1));
        for (MediaSource source : MediaSource.losses()) {
            lines.row("  - " + source.words(), share(lost.loss(source)));
        }
        if (!share(lost.unexplained()).equals(share(0))) {
            lines.row("  - other", share(lost.unexplained()));
        }
        lines.row("  = sharing ratio", share(lost.sharingRatio()));
        String max = share(summary.sharingRatioMax());
        if (summary.nobody()) {
            return lines + "\nnobody was there: nothing was shared, and no room has a bound\n";
        }
        String by = Colour.safe(summary.limitedBy()) + notCounted(summary);
        return lines + "\nsharing ratio at most " + max + ", limited by " + by + "\n";
    }

    private static String messages(Summary summary) {
        return summary.messages().forced()
                ? "misleading: " + Colour.safe(summary.messages().warning()) + "\n"
                : "";
    }

    /** Figures of stalls and frames look fine where there was nothing to see. */
    private static String pictures(Run run, Summary summary) {
        boolean any =
                run.replications().stream()
                        .flatMap(measured -> measured.viewers().stream())
                        .anyMatch(row -> row.watchedSeconds() > 0);
        return any || summary.nobody()
                ? ""
                : "nobody saw a picture: stalls, first frames and latency say nothing\n";
    }

    private static String notCounted(Summary summary) {
        String words = Colour.safe(String.join(", ", summary.notCounted()));
        return words.isEmpty() ? "" : "; not counted: " + words;
    }

    private static String share(double share) {
        return Figures.value(Metric.SHARING_RATIO, share);
    }

    private static String warmUp(Run run, Summary summary) {
        WarmUp warmUp = WarmUp.of(run);
        if (!warmUp.misleads(summary.metric(Metric.SHARING_RATIO))) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "warm-up too short: the first %.0f s measured are still settling (MSER-5); a"
                        + " step shares %s on average with them and %s without\n",
                warmUp.settlingSeconds(),
                share(warmUp.all()),
                share(warmUp.settled()));
    }

    private static String violations(Run run, Colour paint) {
        StringBuilder out = new StringBuilder();
        run.replications()
                .forEach(
                        m ->
                                m.violations()
                                        .forEach(
                                                v ->
                                                        out.append(paint.bad("BROKEN"))
                                                                .append("  seed ")
                                                                .append(m.seed())
                                                                .append(": ")
                                                                .append(Colour.safe(v))
                                                                .append('\n')));
        return out.isEmpty() ? "invariants ok\n" : out.toString();
    }

    private static String expectations(List<Verdict> verdicts, Colour paint) {
        Lines lines = new Lines(false);
        for (Verdict verdict : verdicts) {
            Expected expected = verdict.expected();
            Metric metric = Metric.named(expected.metric()).orElse(null);
            String is =
                    verdict.problem().isEmpty() ? value(metric, verdict.mean()) : verdict.problem();
            lines.row(
                    verdict.met() ? paint.good("ok") : paint.bad("FAILED"),
                    Colour.safe(expected.metric()),
                    is,
                    "expected " + range(expected));
        }
        return lines.toString();
    }

    private static String outcome(Outcome point, Colour paint) {
        if (!point.passed()) {
            return paint.bad("FAILED");
        }
        return point.verdicts().isEmpty() ? "" : paint.good("ok");
    }

    private static String side(Summary summary) {
        return title(summary) + ", " + Colour.safe(summary.worldWords());
    }

    private static String title(Summary summary) {
        String label = summary.sweepLabel().isEmpty() ? "" : " / " + summary.sweepLabel();
        return Colour.safe(summary.scenario() + label);
    }

    private static String words(Difference difference, Colour paint) {
        return switch (difference.outcome()) {
            case BETTER -> paint.good("B better");
            case WORSE -> paint.bad("B worse");
            case SAME -> "same";
            case UNKNOWN -> "";
            case UNDETECTED -> "none detected";
        };
    }
}
