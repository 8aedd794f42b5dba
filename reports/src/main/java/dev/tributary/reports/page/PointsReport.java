package dev.tributary.reports.page;

import dev.tributary.measure.Metric;
import dev.tributary.reports.chart.Shares;
import dev.tributary.reports.stat.Figures;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.stat.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Several runs side by side as one HTML file that needs nothing else: where the media of each came
 * from, and its figures. The report of each is a link away.
 */
public final class PointsReport {
    private static final List<Metric> SHOWN =
            List.of(
                    Metric.SHARING_RATIO,
                    Metric.OFFLOAD,
                    Metric.CONTINUITY,
                    Metric.STALL_RATIO,
                    Metric.SKIPPED_RATIO,
                    Metric.LATENCY_MEAN,
                    Metric.LATENCY_P95,
                    Metric.FIRST_FRAME_P95,
                    Metric.SIGNALLING_FRACTION,
                    Metric.DUPLICATE_FRACTION,
                    Metric.UPLOAD_PER_DOWNLOAD_MAX,
                    Metric.EDGE_PEAK);

    private PointsReport() {}

    /**
     * One run.
     *
     * @param label what tells it from the others
     * @param link where its own report is, relative to the page
     * @param outcome what is left of it
     */
    public record Point(String label, String link, Outcome outcome) {}

    /** What the template shows. */
    record Content(
            String title,
            String css,
            String about,
            String facts,
            List<String> problems,
            String chart,
            List<String> head,
            List<Row> rows) {}

    /** One line of the table. */
    record Row(String link, String label, List<String> cells, Page.Verdict result) {}

    /** Returns the page. */
    public static String of(String title, String about, List<Point> points) {
        List<String> head = new ArrayList<>(List.of("point"));
        SHOWN.forEach(metric -> head.add(metric.words()));
        head.add("");
        List<Row> rows = points.stream().map(PointsReport::row).toList();
        List<String> problems = new ArrayList<>();
        String chart = chart(points, problems);
        String facts = points.size() + " points, " + worlds(points);
        return HtmlReport.POINTS.execute(
                new Content(title, HtmlReport.css(), about, facts, problems, chart, head, rows));
    }

    private static String chart(List<Point> points, List<String> problems) {
        List<Outcome> outcomes = points.stream().map(Point::outcome).toList();
        List<String> labels = points.stream().map(Point::label).toList();
        try {
            return Shares.of(outcomes, labels, "shares");
        } catch (LinkageError | InternalError e) {
            problems.add("No chart: this system cannot draw text (" + e + ").");
            return "";
        }
    }

    private static Row row(Point point) {
        Summary summary = point.outcome().summary();
        List<String> cells = new ArrayList<>();
        SHOWN.forEach(metric -> cells.add(Figures.mean(metric, summary.metric(metric))));
        boolean passed = point.outcome().passed();
        Page.Verdict result =
                new Page.Verdict(passed ? "good" : "bad", passed ? "ok" : "not as expected");
        return new Row(point.link(), point.label(), cells, result);
    }

    private static String worlds(List<Point> points) {
        List<String> words =
                points.stream().map(p -> p.outcome().summary().worldWords()).distinct().toList();
        return String.join("; ", words);
    }
}
