package dev.tributary.reports.chart;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Metric;
import dev.tributary.reports.stat.Outcome;
import dev.tributary.reports.stat.Summary;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Where the media of each point came from: a bar for each, a part for each source. */
public final class Shares {
    private static final int BAR = 30;
    private static final int AROUND = 80;

    /** From other viewers, and then in the order of the losses. */
    private static final List<Color> COLOURS =
            List.of(Theme.BLUE, Theme.SKY, Theme.GREEN, Theme.VERMILION, Theme.ORANGE, Theme.GREY);

    private Shares() {}

    /** Returns the picture, or nothing where no point has media. */
    public static String of(List<Outcome> points, List<String> labels, String id) {
        System.setProperty("java.awt.headless", "true");
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int i = 0; i < points.size(); i++) {
            add(data, points.get(i).summary(), labels.get(i));
        }
        if (data.getColumnCount() == 0) {
            return "";
        }
        CategoryPlot plot = new CategoryPlot(data, Theme.names(0.4f), share(), renderer());
        Theme.lyingBars(plot);
        JFreeChart chart = Theme.chart(plot, true);
        return Svg.of(chart, id, AROUND + BAR * data.getColumnCount());
    }

    private static void add(DefaultCategoryDataset data, Summary summary, String label) {
        double sharing = summary.metric(Metric.SHARING_RATIO).mean();
        if (Double.isNaN(sharing)) {
            return;
        }
        data.addValue(sharing, MediaSource.PEER.words(), label);
        for (MediaSource source : MediaSource.losses()) {
            data.addValue(summary.attribution().loss(source), source.words(), label);
        }
    }

    private static NumberAxis share() {
        NumberAxis axis = Theme.axis(null);
        axis.setRange(0, 1);
        axis.setTickUnit(new NumberTickUnit(0.2));
        Theme.percent(axis);
        return axis;
    }

    private static StackedBarRenderer renderer() {
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        for (int i = 0; i < COLOURS.size(); i++) {
            renderer.setSeriesPaint(i, COLOURS.get(i));
        }
        return renderer;
    }
}
