package dev.tributary.reports.page;

import dev.tributary.measure.Metric;
import dev.tributary.reports.stat.Breakdown;
import dev.tributary.reports.stat.Figures;
import dev.tributary.reports.stat.Interval;
import dev.tributary.reports.stat.Summary;
import java.util.Locale;

/** The tables of a report. */
final class Tables {
    private Tables() {}

    static void metrics(Html html, Summary summary) {
        html.raw("<div class=\"scroll\"><table>\n<thead><tr><th>Metric</th><th>Mean</th>");
        html.raw("<th>95 % interval</th><th>Standard deviation</th>");
        html.raw("<th class=\"left\">summary.json</th></tr></thead>\n<tbody>\n");
        for (Metric metric : Metric.values()) {
            Interval interval = summary.metric(metric);
            html.raw("<tr><td>").text(metric.words()).raw("</td><td>");
            html.text(Figures.mean(metric, interval)).raw("</td><td>");
            html.text(interval.bounded() ? Figures.range(metric, interval) : Figures.NONE);
            html.raw("</td><td>").text(Figures.size(metric, interval.deviation()));
            html.raw("</td><td class=\"left soft\">").text(metric.key()).raw("</td></tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    static void breakdown(Html html, Breakdown breakdown) {
        html.raw("<div class=\"scroll\"><table>\n<caption>").text(breakdown.title());
        html.raw("</caption>\n<thead><tr><th></th><th>Sessions</th><th>Share</th>");
        html.raw("<th>Sharing ratio</th><th>Stall ratio</th><th>Stalled sessions</th>");
        html.raw("<th>Upload per viewer</th></tr></thead>\n<tbody>\n");
        double most = 0;
        for (Breakdown.Group group : breakdown.groups()) {
            double upload = group.uploadBitsPerSecond();
            most = Double.isFinite(upload) ? Math.max(most, upload) : most;
        }
        for (Breakdown.Group group : breakdown.groups()) {
            row(html, group, most);
        }
        html.raw("</tbody></table></div>\n");
    }

    private static void row(Html html, Breakdown.Group group, double uploadMost) {
        double upload = group.uploadBitsPerSecond();
        html.raw("<tr><td>").text(group.name()).raw("</td><td>");
        html.text(String.format(Locale.ROOT, "%,d", group.sessions()).replace(',', '\u202f'));
        html.raw("</td><td>").text(Figures.percent(group.share())).raw("</td>");
        bar(html, group.sharingRatio(), Figures.percent(group.sharingRatio()));
        html.raw("<td>").text(Figures.value(Metric.STALL_RATIO, group.stallRatio()));
        html.raw("</td><td>").text(Figures.percent(group.stalledSessions())).raw("</td>");
        bar(html, upload / uploadMost, Figures.value(Metric.EDGE_PEAK, upload));
        html.raw("</tr>\n");
    }

    private static void bar(Html html, double share, String label) {
        double width = Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
        html.raw("<td class=\"bar\"><span class=\"track\"><i style=\"width:");
        html.raw(String.format(Locale.ROOT, "%.1f", width * 100)).raw("%\"></i></span>");
        html.text(label).raw("</td>");
    }
}
