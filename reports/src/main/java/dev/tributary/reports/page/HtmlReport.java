package dev.tributary.reports.page;

import dev.tributary.reports.chart.Charts;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Breakdown;
import dev.tributary.reports.stat.Summary;
import dev.tributary.reports.stat.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report of one run as one HTML file that needs nothing else: no network, no script. */
public final class HtmlReport {
    private HtmlReport() {}

    /** Returns the page. */
    public static String of(Run run) {
        Summary summary = Summary.of(run);
        Charts charts = Charts.of(run, summary);
        List<Verdict> verdicts = Verdict.of(run, summary);
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        html.raw("style-src 'unsafe-inline'\">\n<meta name=\"viewport\" ");
        html.raw("content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", run.title());
        html.raw("<style>\n" + css() + "</style>\n</head>\n<body>\n<main>\n");
        Sections sections = new Sections(html, run, summary);
        sections.header(verdicts);
        sections.keyFigures();
        sections.expectations(verdicts);
        charts(html, charts, run.replications().size());
        html.element("h2", "Who shared and who stalled").raw("<div class=\"stack\">\n");
        Breakdown.of(run).forEach(breakdown -> Tables.breakdown(html, breakdown));
        html.raw("</div>\n").element("h2", "All metrics");
        Tables.metrics(html, summary);
        sections.invariants();
        sections.reproduce();
        return html.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static void charts(Html html, Charts charts, int replications) {
        html.element("h2", "Over time and over viewers");
        if (!charts.problem().isEmpty()) {
            html.element("p", "bad", charts.problem());
            return;
        }
        if (replications > 1) {
            String lines =
                    "Lines are means of " + replications + " replications, bands their 95 % ";
            html.element("p", "soft", lines + "intervals; distributions pool all replications.");
        }
        html.raw("<div class=\"charts\">\n");
        figure(
                html,
                "Sharing ratio over time",
                charts.sharing(),
                "Peer bytes over all bytes of each step, duplicates of the CDN included.");
        figure(
                html,
                "Where the bytes came from",
                charts.traffic(),
                "All viewers together; the CDN line is what it bills.");
        figure(html, "Viewers", charts.viewers(), "At the end of each step.");
        figure(
                html,
                "Viewers waiting for media",
                charts.waiting(),
                "Stalled viewers over viewers present, at the end of each step.");
        figure(
                html,
                "What kept the sharing ratio below 100 %",
                charts.waterfall(),
                "Each loss is the share of useful bytes fetched from the CDN for that reason.");
        figure(
                html,
                "Latency",
                charts.latency(),
                "Encoder to screen, every slice shown. The slowest 0.2 % are off the picture.");
        figure(
                html,
                "First frame",
                charts.firstFrame(),
                "From joining to the first picture, sessions that joined in the interval.");
        figure(
                html,
                "Sharing ratio of each session",
                charts.sessions(),
                "Unweighted: short sessions count like long ones.");
        html.raw("</div>\n");
    }

    private static void figure(Html html, String title, String svg, String caption) {
        if (!svg.isEmpty()) {
            html.raw("<figure role=\"group\">\n").element("h3", title).raw(svg).raw("\n");
            html.element("figcaption", caption).raw("</figure>\n");
        }
    }

    private static String css() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css belongs into the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
