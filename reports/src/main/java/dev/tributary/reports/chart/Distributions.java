package dev.tributary.reports.chart;

import dev.tributary.measure.Histogram;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.run.Run;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** How values spread over slices and sessions, all replications together. */
final class Distributions {
    private static final RectangleInsets SECOND_LINE = new RectangleInsets(16, 3, 2, 3);
    private static final int BINS = 48;

    /** The tail beyond this share is left out of the picture, not out of the numbers. */
    private static final double SHOWN = 0.998;

    /** Of fewer sessions each bar would be a session or two: they are listed. */
    private static final int SESSIONS_MIN = 20;

    private final Run run;

    Distributions(Run run) {
        this.run = run;
    }

    String latency(String id) {
        Map<Double, Long> counts = new TreeMap<>();
        for (Measurement m : run.replications()) {
            Histogram millis = m.latencyMillis();
            for (long i = 0; i <= millis.max() / millis.width() && i < 1 << 20; i++) {
                long count = millis.count((int) i);
                if (count > 0) {
                    counts.merge((i + 0.5) * millis.width() / 1000, count, Long::sum);
                }
            }
        }
        return spread(id, counts, "latency in seconds", "slices shown");
    }

    /** Empty where sessions are few. */
    String firstFrame(String id) {
        Map<Double, Long> counts = firstFrameCounts();
        return total(counts) < SESSIONS_MIN
                ? ""
                : spread(id, counts, "first frame in seconds", "sessions");
    }

    /** Returns each first frame, seconds, the shortest first, where sessions are few. */
    List<Double> fewFirstFrames() {
        return few(firstFrameCounts());
    }

    private Map<Double, Long> firstFrameCounts() {
        Map<Double, Long> counts = new TreeMap<>();
        for (Measurement m : run.replications()) {
            for (double seconds : m.firstFrames().toArray()) {
                counts.merge(rounded(seconds), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Returns each session's sharing ratio, the smallest first, where sessions are few. */
    List<Double> fewSharing() {
        return few(sharingCounts());
    }

    private Map<Double, Long> sharingCounts() {
        Map<Double, Long> counts = new TreeMap<>();
        for (Measurement m : run.replications()) {
            for (ViewerRow row : m.viewers()) {
                double ratio = row.bytes().sharingRatio();
                if (!Double.isNaN(ratio)) {
                    counts.merge(rounded(ratio), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    private static List<Double> few(Map<Double, Long> counts) {
        List<Double> values = new ArrayList<>();
        if (total(counts) < SESSIONS_MIN) {
            counts.forEach(
                    (value, count) -> values.addAll(Collections.nCopies(count.intValue(), value)));
        }
        return values;
    }

    /** Shares lie between zero and one, so the picture does too; empty where sessions are few. */
    String sharing(String id) {
        Map<Double, Long> counts = sharingCounts();
        if (total(counts) < SESSIONS_MIN) {
            return "";
        }
        XYPlot plot = bars(counts, 0.025, 1, "sharing ratio of a session", "sessions");
        NumberAxis axis = (NumberAxis) plot.getDomainAxis();
        axis.setRange(0, 1);
        Theme.percent(axis);
        mark(plot, counts, 0.5, "median", Theme.INK);
        return Svg.of(Theme.chart(plot, false), id, Svg.HEIGHT);
    }

    private static String spread(String id, Map<Double, Long> counts, String x, String y) {
        if (counts.isEmpty()) {
            return "";
        }
        double end = quantile(counts, SHOWN);
        double low = quantile(counts, 1 - SHOWN);
        double start = low > end / 4 ? low : 0;
        double width = binWidth(end - start);
        XYPlot plot = bars(counts, width, end + width, x, y);
        NumberAxis axis = (NumberAxis) plot.getDomainAxis();
        double from = start == 0 ? 0 : Math.max(0, Math.floor(start / width) - 1) * width;
        axis.setRange(from, (Math.floor(end / width) + 1) * width);
        mark(plot, counts, 0.5, "median", Theme.INK);
        mark(plot, counts, 0.95, "p95", Theme.VERMILION);
        return Svg.of(Theme.chart(plot, false), id, Svg.HEIGHT);
    }

    private static XYPlot bars(
            Map<Double, Long> counts, double width, double end, String x, String y) {
        Map<Long, Long> bins = new TreeMap<>();
        long last = (long) Math.ceil(end / width - 1e-9) - 1;
        counts.forEach(
                (value, count) -> {
                    long bin = (long) Math.floor(value / width + 1e-9);
                    bins.merge(value >= 1 && end == 1 ? last : bin, count, Long::sum);
                });
        double total = total(counts);
        XYIntervalSeries series = new XYIntervalSeries(y);
        bins.forEach(
                (bin, count) -> {
                    if (bin <= last) {
                        double share = count / total;
                        double from = bin * width;
                        series.add(from + width / 2, from, from + width, share, 0, share);
                    }
                });
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        XYBarRenderer renderer = new XYBarRenderer(0.12);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setUseYInterval(true);
        renderer.setSeriesPaint(0, Theme.SKY);
        XYPlot plot = Theme.plot(data, renderer, x, "share of " + y);
        Theme.percent(plot.getRangeAxis());
        plot.getRangeAxis().setUpperMargin(0.14);
        return plot;
    }

    private static void mark(
            XYPlot plot, Map<Double, Long> counts, double q, String name, Color colour) {
        double value = quantile(counts, q);
        String text = String.format(Locale.ROOT, "%s %.2f", name, value);
        ValueMarker marker = Theme.marker(value, text, colour);
        ValueAxis axis = plot.getDomainAxis();
        double place = (value - axis.getLowerBound()) / axis.getRange().getLength();
        if (q == 0.5 ? place > 0.25 : place > 0.8) {
            marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        }
        if (q != 0.5) {
            // Below the other label, beside which there may be no room.
            marker.setLabelOffset(SECOND_LINE);
        }
        plot.addDomainMarker(marker);
    }

    /** Keeps the number of different values small. */
    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    private static double quantile(Map<Double, Long> counts, double q) {
        double rank = Math.ceil(q * total(counts));
        long seen = 0;
        double value = 0;
        for (Map.Entry<Double, Long> entry : counts.entrySet()) {
            value = entry.getKey();
            seen += entry.getValue();
            if (seen >= rank) {
                break;
            }
        }
        return value;
    }

    private static long total(Map<Double, Long> counts) {
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    /** Returns 1, 2 or 5 times a power of ten that gives at most {@link #BINS} bins. */
    private static double binWidth(double end) {
        for (double step : List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)) {
            if (end / step <= BINS) {
                return step;
            }
        }
        return Math.ceil(end / BINS);
    }
}
