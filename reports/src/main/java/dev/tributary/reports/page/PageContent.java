package dev.tributary.reports.page;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.chart.Charts;
import dev.tributary.reports.page.Page.Card;
import dev.tributary.reports.page.Page.Figure;
import dev.tributary.reports.page.Page.Promise;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Breakdown;
import dev.tributary.reports.stat.Figures;
import dev.tributary.reports.stat.Interval;
import dev.tributary.reports.stat.Summary;
import dev.tributary.reports.stat.Verdict;
import dev.tributary.reports.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words and figures of a run's report. */
final class PageContent {
    private static final int VIOLATIONS_SHOWN = 50;
    private static final String BOUND_WORDS =
            " The dashed line bounds the measured time as a whole: a single step may lie above it.";

    private final Run run;
    private final Summary summary;
    private final List<Verdict> verdicts;

    PageContent(Run run) {
        this.run = run;
        this.summary = Summary.of(run);
        this.verdicts = Verdict.of(run, summary);
    }

    Page page(String css) {
        Charts charts = Charts.of(run, summary);
        String broken = summary.violations() + " broken:";
        return new Page(
                run.title(),
                css,
                badge(),
                run.about(),
                facts(),
                summary.messages().forced()
                        ? List.of("Misleading: " + summary.messages().warning() + ".")
                        : List.of(),
                cards(),
                !verdicts.isEmpty(),
                verdicts.stream().map(this::promise).toList(),
                charts.problem().isEmpty() ? List.of() : List.of(charts.problem()),
                pooled(run.replications().size()),
                figures(charts, Double.isFinite(summary.sharingRatioMax())),
                Breakdown.of(run).stream().map(Groups::of).toList(),
                List.of(Metric.values()).stream().map(this::row).toList(),
                summary.violations() == 0 ? List.of() : List.of(broken),
                violations(),
                origin());
    }

    private Page.Verdict badge() {
        long met = verdicts.stream().filter(Verdict::met).count();
        String promises = met + " of " + verdicts.size() + " expectations met";
        String broken = summary.violations() > 0 ? ", invariants broken" : "";
        if (!Verdict.passed(verdicts, summary)) {
            return new Page.Verdict("bad", "Failed: " + promises + broken);
        }
        return verdicts.isEmpty()
                ? new Page.Verdict("plain", "Nothing was expected of this run")
                : new Page.Verdict("good", "Passed: " + promises);
    }

    private String facts() {
        Measurement first = run.replications().get(0);
        double viewers =
                run.replications().stream()
                        .mapToDouble(Measurement::meanViewers)
                        .average()
                        .orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "%s · %d replication%s · measured from %s s to %s s · %s viewers on average%s",
                summary.worldWords(),
                summary.replications(),
                summary.replications() == 1 ? "" : "s",
                Figures.plain(first.fromSeconds(), 0),
                Figures.plain(first.toSeconds(), 0),
                Figures.plain(viewers, viewers < 10 ? 1 : 0),
                real() ? "" : " · trace " + summary.traceHash());
    }

    private boolean real() {
        return summary.world().equals(Run.REAL);
    }

    private List<Card> cards() {
        String max = Figures.percent(summary.sharingRatioMax());
        String others = String.join(", ", summary.notCounted());
        String by = summary.limitedBy() + (others.isEmpty() ? "" : "; not counted: " + others);
        return List.of(
                card(
                        Metric.SHARING_RATIO,
                        summary.nobody() ? "nobody was there" : "at most " + max + ": " + by),
                card(Metric.OFFLOAD, "what the bandwidth bill sees"),
                card(
                        Metric.STALL_RATIO,
                        "of the time from the first frame on; "
                                + figure(Metric.STALLED_SESSIONS)
                                + " of the sessions stalled"),
                card(
                        Metric.CONTINUITY,
                        "media shown of what was due; "
                                + figure(Metric.SKIPPED_RATIO)
                                + " was skipped"),
                card(Metric.FIRST_FRAME_P50, "p95 " + figure(Metric.FIRST_FRAME_P95)),
                card(Metric.LATENCY_P95, "mean " + figure(Metric.LATENCY_MEAN)),
                card(Metric.EDGE_PEAK, "over any second"),
                card(Metric.UPLOAD_PER_DOWNLOAD_MAX, "largest of any session"));
    }

    private Card card(Metric metric, String note) {
        Interval interval = summary.metric(metric);
        String words = metric.words();
        String name = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        List<String> notes =
                interval.bounded() ? List.of(Figures.range(metric, interval), note) : List.of(note);
        return new Card(name, Figures.mean(metric, interval), notes);
    }

    private String figure(Metric metric) {
        return Figures.mean(metric, summary.metric(metric));
    }

    private Promise promise(Verdict verdict) {
        Page.Verdict result =
                verdict.met() ? new Page.Verdict("good", "met") : new Page.Verdict("bad", "failed");
        return new Promise(
                verdict.expected().metric(),
                result,
                measured(verdict),
                TextTable.range(verdict.expected()));
    }

    private String measured(Verdict verdict) {
        return Metric.named(verdict.expected().metric())
                .filter(metric -> verdict.problem().isEmpty())
                .map(metric -> Figures.interval(metric, summary.metric(metric)))
                .orElse(
                        verdict.problem().isEmpty()
                                ? Figures.plain(verdict.mean(), 0)
                                : verdict.problem());
    }

    private static List<String> pooled(int replications) {
        return replications == 1
                ? List.of()
                : List.of(
                        "Lines are means of "
                                + replications
                                + " replications, bands their 95 % intervals; distributions pool"
                                + " all replications.");
    }

    /** Sessions too few for a histogram are listed. */
    private static Figure spread(
            String title, String svg, List<Double> few, Metric metric, String caption) {
        if (few.isEmpty()) {
            return new Figure(title, svg, caption);
        }
        String each =
                few.stream()
                        .map(value -> Figures.value(metric, value))
                        .collect(Collectors.joining(", "));
        String count = few.size() == 1 ? "One session" : few.size() + " sessions";
        return new Figure(
                title, "", List.of(each), count + ", too few for a histogram. " + caption);
    }

    private static String bars(int few) {
        return few == 0
                ? ""
                : " Few sessions ("
                        + few
                        + "), each of which keeps its latency: a bar is a session or two.";
    }

    private static List<Figure> figures(Charts charts, boolean bound) {
        List<Figure> all =
                List.of(
                        new Figure(
                                "Sharing ratio over time",
                                charts.sharing(),
                                "Peer bytes over all bytes of each step, duplicates of the CDN"
                                        + " included."
                                        + (bound ? BOUND_WORDS : "")),
                        new Figure(
                                "Where the bytes came from",
                                charts.traffic(),
                                "All viewers together; the CDN line is what it bills."),
                        new Figure("Viewers", charts.viewers(), "At the end of each step."),
                        new Figure(
                                "Viewers waiting for media",
                                charts.waiting(),
                                "Stalled viewers over viewers present, at the end of each step."),
                        new Figure(
                                "What kept the sharing ratio below 100 %",
                                charts.waterfall(),
                                "Each loss is the share of useful bytes fetched from the CDN for"
                                        + " that reason."),
                        new Figure(
                                "Latency",
                                charts.latency(),
                                "Encoder to screen, every slice shown. The slowest 0.2 % are off"
                                        + " the picture."
                                        + bars(charts.fewSessions().size())),
                        spread(
                                "First frame",
                                charts.firstFrame(),
                                charts.fewFirstFrames(),
                                Metric.FIRST_FRAME_P50,
                                "From joining to the first picture, sessions that joined in the"
                                        + " interval."),
                        spread(
                                "Sharing ratio of each session",
                                charts.sessions(),
                                charts.fewSessions(),
                                Metric.SHARING_RATIO,
                                "Unweighted: short sessions count like long ones."));
        return all.stream()
                .filter(figure -> !figure.svg().isEmpty() || !figure.values().isEmpty())
                .toList();
    }

    private Page.Row row(Metric metric) {
        Interval interval = summary.metric(metric);
        return new Page.Row(
                metric.words(),
                Figures.mean(metric, interval),
                interval.bounded() ? Figures.range(metric, interval) : Figures.NONE,
                Figures.size(metric, interval.deviation()),
                metric.key());
    }

    private List<String> violations() {
        List<String> shown = new ArrayList<>();
        for (Measurement m : run.replications()) {
            m.violations().forEach(v -> shown.add("seed " + m.seed() + ": " + v));
        }
        return shown.subList(0, Math.min(shown.size(), VIOLATIONS_SHOWN));
    }

    private Page.Origin origin() {
        String commit = run.software().getOrDefault(Run.COMMIT, "");
        String checkout = commit.isBlank() ? "" : "git checkout " + commit + "\n";
        String command = "bin/tributary " + (real() ? "live" : "run");
        String seeds = run.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String hash = real() ? "" : "; the trace hash must be " + summary.traceHash();
        String versions =
                run.software().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(Run.FILE))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(" · "));
        return new Page.Origin(
                checkout + command + " RUN_DIRECTORY/scenario.yaml\n",
                Boolean.parseBoolean(run.software().get(Run.DIRTY)),
                "Seeds " + seeds + hash,
                run.scenarioText(),
                TextTable.cost(summary.cost()),
                versions,
                run.started() + " to " + run.ended());
    }
}
