package dev.tributary.reports.page;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Figures;
import dev.tributary.reports.stat.Interval;
import dev.tributary.reports.stat.Summary;
import dev.tributary.reports.stat.Verdict;
import dev.tributary.reports.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of a report that are words and figures. */
final class Sections {
    private static final int VIOLATIONS_SHOWN = 50;

    private final Html html;
    private final Run run;
    private final Summary summary;

    Sections(Html html, Run run, Summary summary) {
        this.html = html;
        this.run = run;
        this.summary = summary;
    }

    void header(List<Verdict> verdicts) {
        html.raw("<header>\n").element("h1", run.title());
        long met = verdicts.stream().filter(Verdict::met).count();
        boolean passed = Verdict.passed(verdicts, summary);
        String promises = met + " of " + verdicts.size() + " expectations met";
        String broken = summary.violations() > 0 ? ", invariants broken" : "";
        if (!passed) {
            html.element("div", "badge bad", "Failed: " + promises + broken);
        } else if (verdicts.isEmpty()) {
            html.element("div", "badge plain", "Nothing was expected of this run");
        } else {
            html.element("div", "badge good", "Passed: " + promises);
        }
        html.element("p", "about", run.about());
        html.element("p", "facts", facts()).raw("</header>\n");
    }

    private String facts() {
        Measurement first = run.replications().get(0);
        double viewers =
                run.replications().stream()
                        .mapToDouble(Measurement::meanViewers)
                        .average()
                        .orElse(Double.NaN);
        boolean real = summary.world().equals(Run.REAL);
        return String.format(
                Locale.ROOT,
                "%s · %d replication%s · measured from %s s to %s s · %s viewers on average%s",
                summary.world(),
                summary.replications(),
                summary.replications() == 1 ? "" : "s",
                Figures.plain(first.fromSeconds(), 0),
                Figures.plain(first.toSeconds(), 0),
                Figures.plain(viewers, viewers < 10 ? 1 : 0),
                real ? "" : " · trace " + summary.traceHash());
    }

    void keyFigures() {
        html.element("h2", "Key figures").raw("<div class=\"cards\">\n");
        String max = Figures.percent(summary.sharingRatioMax());
        card(Metric.SHARING_RATIO, "at most " + max + ": " + summary.limitedBy());
        card(Metric.OFFLOAD, "what the bandwidth bill sees");
        card(Metric.STALL_RATIO, "stalled over watched seconds");
        card(Metric.STALLED_SESSIONS, "with at least one stall");
        card(Metric.FIRST_FRAME_P50, "p95 " + figure(Metric.FIRST_FRAME_P95));
        card(Metric.LATENCY_P95, "mean " + figure(Metric.LATENCY_MEAN));
        card(Metric.EDGE_PEAK, "over any second");
        card(Metric.UPLOAD_PER_DOWNLOAD_MAX, "largest of any session");
        html.raw("</div>\n");
    }

    private void card(Metric metric, String note) {
        Interval interval = summary.metric(metric);
        String words = metric.words();
        String name = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        html.raw("<div class=\"card\">\n").element("div", "name", name);
        html.element("div", "value", Figures.mean(metric, interval));
        if (interval.bounded()) {
            html.element("div", "note", Figures.range(metric, interval));
        }
        html.element("div", "note", note).raw("</div>\n");
    }

    private String figure(Metric metric) {
        return Figures.mean(metric, summary.metric(metric));
    }

    void expectations(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        html.element("h2", "Expectations");
        html.raw("<div class=\"scroll\"><table>\n<thead><tr><th>Metric</th>");
        html.raw(
                "<th class=\"left\">Result</th><th>Measured</th><th>Expected mean</th></tr></thead>\n");
        html.raw("<tbody>\n");
        for (Verdict verdict : verdicts) {
            Expected expected = verdict.expected();
            String result = verdict.met() ? "good\">met" : "bad\">failed";
            html.raw("<tr><td>").text(expected.metric());
            html.raw("</td><td class=\"left " + result + "</td><td>").text(measured(verdict));
            html.raw("</td><td>").text(TextTable.range(expected)).raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
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

    void invariants() {
        html.element("h2", "Invariants");
        if (summary.violations() == 0) {
            html.element("p", "good", "All held in every replication.");
            return;
        }
        html.element("p", "bad", summary.violations() + " broken:").raw("<ul>\n");
        int shown = 0;
        for (Measurement m : run.replications()) {
            for (String violation : m.violations()) {
                if (shown++ < VIOLATIONS_SHOWN) {
                    html.element("li", "seed " + m.seed() + ": " + violation);
                }
            }
        }
        html.raw("</ul>\n");
    }

    void reproduce() {
        html.element("h2", "How to reproduce");
        String commit = run.software().getOrDefault(Run.COMMIT, "");
        StringBuilder commands = new StringBuilder();
        if (!commit.isBlank()) {
            commands.append("git checkout ").append(commit).append('\n');
        }
        boolean real = summary.world().equals(Run.REAL);
        String command = real ? "live" : "run";
        commands.append("bin/tributary " + command + " RUN_DIRECTORY/scenario.yaml\n");
        html.raw("<pre>").text(commands.toString()).raw("</pre>\n");
        if (Boolean.parseBoolean(run.software().get(Run.DIRTY))) {
            html.element("p", "bad", "The sources differed from this commit.");
        }
        String seeds = run.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String hash = real ? "" : "; the trace hash must be " + summary.traceHash();
        html.element("p", "Seeds " + seeds + hash);
        html.raw("<details>\n").element("summary", "The resolved scenario");
        html.raw("<pre>").text(run.scenarioText()).raw("</pre></details>\n");
        html.raw("<footer>\n").element("p", "facts", TextTable.cost(summary.cost()));
        String versions =
                run.software().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(" · "));
        html.element("p", "facts", versions);
        html.element("p", "facts", run.started() + " to " + run.ended()).raw("</footer>\n");
    }
}
