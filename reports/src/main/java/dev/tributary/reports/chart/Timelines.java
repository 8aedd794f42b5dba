package dev.tributary.reports.chart;

import dev.tributary.measure.SeriesPoint;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Figures;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The room over time: mean lines with 95 % bands over the replications. */
final class Timelines {
    private final Run run;
    private final Steps steps;

    Timelines(Run run) {
        this.run = run;
        this.steps = new Steps(run);
    }

    String sharing(String id, double max) {
        XYPlot plot =
                plot("sharing ratio", List.of(Theme.BLUE), steps.band("sharing", Timelines::share));
        NumberAxis axis = (NumberAxis) plot.getRangeAxis();
        axis.setRange(0, 1.04);
        Theme.percent(axis);
        if (Double.isFinite(max)) {
            ValueMarker marker =
                    Theme.marker(max, "at most " + Figures.percent(max), Theme.VERMILION);
            marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
            marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
            plot.addRangeMarker(marker);
        }
        return Svg.of(Theme.chart(plot, false), id, Svg.HEIGHT);
    }

    String traffic(String id) {
        XYPlot plot =
                plot(
                        "Mbit/s",
                        List.of(Theme.BLUE, Theme.ORANGE),
                        steps.band("from peers", p -> rate(p, p.peerBytes())),
                        steps.band("from the CDN", p -> rate(p, p.cdnBytes())));
        return Svg.of(Theme.chart(plot, true), id, Svg.HEIGHT);
    }

    String viewers(String id) {
        XYPlot plot =
                plot("viewers", List.of(Theme.GREEN), steps.band("present", SeriesPoint::viewers));
        return Svg.of(Theme.chart(plot, false), id, Svg.HEIGHT);
    }

    String waiting(String id) {
        XYPlot plot =
                plot(
                        "share of viewers",
                        List.of(Theme.VERMILION),
                        steps.band("waiting", Timelines::waiting));
        NumberAxis axis = (NumberAxis) plot.getRangeAxis();
        axis.setRange(0, Math.max(0.01, axis.getUpperBound()));
        Theme.percent(axis);
        return Svg.of(Theme.chart(plot, false), id, Svg.HEIGHT);
    }

    private XYPlot plot(String label, List<Color> colours, YIntervalSeries... lines) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(0.22f);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < lines.length; i++) {
            data.addSeries(lines[i]);
            renderer.setSeriesPaint(i, colours.get(i));
            renderer.setSeriesFillPaint(i, colours.get(i));
            renderer.setSeriesStroke(i, Theme.LINE);
        }
        XYPlot plot = Theme.plot(data, renderer, "seconds", label);
        plot.getDomainAxis().setUpperMargin(0.01);
        plot.getRangeAxis().setUpperMargin(0.18); // leaves the words at the top free
        double warm = run.replications().get(0).fromSeconds();
        if (warm > 0) {
            IntervalMarker marker = new IntervalMarker(0, warm, new Color(0xF0F2F5));
            marker.setLabel("warm-up");
            marker.setLabelFont(Theme.FONT);
            marker.setLabelPaint(Theme.GREY);
            marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
            marker.setLabelAnchor(RectangleAnchor.TOP);
            marker.setLabelTextAnchor(TextAnchor.TOP_CENTER);
            marker.setAlpha(1f);
            plot.addDomainMarker(marker, Layer.BACKGROUND);
        }
        return plot;
    }

    private static double share(SeriesPoint point) {
        double all = point.peerBytes() + point.cdnBytes();
        return all == 0 ? Double.NaN : point.peerBytes() / all;
    }

    private static double waiting(SeriesPoint point) {
        return point.viewers() == 0
                ? Double.NaN
                : (double) point.stalledViewers() / point.viewers();
    }

    private static double rate(SeriesPoint point, long bytes) {
        double seconds = point.toSeconds() - point.fromSeconds();
        return seconds > 0 ? bytes * 8e-6 / seconds : Double.NaN;
    }
}
