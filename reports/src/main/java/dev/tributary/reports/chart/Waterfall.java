package dev.tributary.reports.chart;

import dev.tributary.core.room.MediaSource;
import dev.tributary.reports.stat.Attribution;
import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.CategoryAnchor;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.IntervalBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultIntervalCategoryDataset;

/** From everything coming from peers to the measured sharing ratio, one bar for each loss. */
final class Waterfall {
    /** Half of the last digit that is shown. */
    private static final double VISIBLE = 0.0005;

    private Waterfall() {}

    /** A bar between two shares. */
    private record Bar(String name, double from, double to, Color colour) {
        double low() {
            return Math.min(from, to);
        }

        double high() {
            return Math.max(from, to);
        }

        String label() {
            if (from != 0) {
                return Math.abs(to - from) < VISIBLE
                        ? "0.0"
                        : String.format(Locale.ROOT, "%+.1f", (to - from) * 100);
            }
            return to == 1 ? "100 %" : String.format(Locale.ROOT, "%.1f %%", to * 100);
        }
    }

    static String of(Attribution lost, String id) {
        List<Bar> bars = bars(lost);
        double[][] lows = new double[1][bars.size()];
        double[][] highs = new double[1][bars.size()];
        String[] names = new String[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            lows[0][i] = bars.get(i).low();
            highs[0][i] = bars.get(i).high();
            names[i] = bars.get(i).name();
        }
        DefaultIntervalCategoryDataset data =
                new DefaultIntervalCategoryDataset(
                        new String[] {"share"}, names, box(lows), box(highs));
        CategoryPlot plot = new CategoryPlot(data, Theme.names(0.5f), share(), renderer(bars));
        Theme.lyingBars(plot);
        for (Bar bar : bars) {
            plot.addAnnotation(label(bar));
        }
        return Svg.of(Theme.chart(plot, false), id, 290);
    }

    private static List<Bar> bars(Attribution lost) {
        List<Bar> bars = new ArrayList<>();
        bars.add(new Bar("everything from peers", 0, 1, Theme.GREY));
        MediaSource.losses().forEach(source -> loss(bars, source.words(), lost.loss(source)));
        if (Math.abs(lost.unexplained()) >= VISIBLE) {
            loss(bars, "other", lost.unexplained());
        }
        bars.add(new Bar("sharing ratio", 0, lost.sharingRatio(), Theme.BLUE));
        return bars;
    }

    private static void loss(List<Bar> bars, String name, double size) {
        double from = bars.get(bars.size() - 1).to();
        bars.add(new Bar(name, from, from - size, Theme.ORANGE));
    }

    private static CategoryTextAnnotation label(Bar bar) {
        CategoryTextAnnotation out =
                new CategoryTextAnnotation(bar.label(), bar.name(), bar.high() + 0.012);
        out.setCategoryAnchor(CategoryAnchor.MIDDLE);
        out.setTextAnchor(TextAnchor.CENTER_LEFT);
        out.setFont(Theme.FONT);
        out.setPaint(Theme.INK);
        return out;
    }

    private static NumberAxis share() {
        NumberAxis axis = Theme.axis(null);
        axis.setRange(0, 1.195);
        axis.setTickUnit(new NumberTickUnit(0.2));
        Theme.percent(axis);
        return axis;
    }

    private static IntervalBarRenderer renderer(List<Bar> bars) {
        IntervalBarRenderer renderer = new Coloured(bars);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        return renderer;
    }

    private static Number[][] box(double[][] values) {
        Number[][] out = new Number[values.length][];
        for (int i = 0; i < values.length; i++) {
            out[i] = new Number[values[i].length];
            for (int j = 0; j < values[i].length; j++) {
                out[i][j] = values[i][j];
            }
        }
        return out;
    }

    /** Paints every bar in its own colour. */
    private static final class Coloured extends IntervalBarRenderer {
        private static final long serialVersionUID = 1;
        private final transient List<Bar> bars;

        Coloured(List<Bar> bars) {
            this.bars = List.copyOf(bars);
        }

        @Override
        public Paint getItemPaint(int row, int column) {
            return bars.get(column).colour();
        }
    }
}
