package dev.tributary.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;

/**
 * White ground, light grid, and the colours of Okabe and Ito, which colour-blind people tell apart.
 */
final class Theme {
    static final Color BLUE = new Color(0x0072B2);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color GREEN = new Color(0x009E73);
    static final Color VERMILION = new Color(0xD55E00);
    static final Color SKY = new Color(0x56B4E9);
    static final Color GREY = new Color(0x8A94A0);
    static final Color INK = new Color(0x3D4752);
    static final Color GRID = new Color(0xE3E7EC);
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final BasicStroke LINE =
            new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke HAIR = new BasicStroke(1f);
    static final BasicStroke DASHED =
            new BasicStroke(
                    1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {5, 4}, 0);

    private Theme() {}

    static XYPlot plot(XYDataset data, XYItemRenderer renderer, String x, String y) {
        XYPlot plot = new XYPlot(data, axis(x), axis(y), renderer);
        ground(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(HAIR);
        plot.setDomainZeroBaselineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    static void ground(Plot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(8, 2, 2, 24));
    }

    /** Bars that lie, with the names of what they are about at the left. */
    static void lyingBars(CategoryPlot plot) {
        ground(plot);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(HAIR);
    }

    /** Returns the axis of such names, which take a share of the width at most. */
    static CategoryAxis names(float widthRatio) {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(FONT);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setCategoryMargin(0.3);
        axis.setMaximumCategoryLabelWidthRatio(widthRatio);
        return axis;
    }

    static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        style(axis);
        axis.setAutoRangeIncludesZero(true);
        axis.setNumberFormatOverride(format("#,##0.###"));
        return axis;
    }

    static void style(ValueAxis axis) {
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(FONT);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(GRID);
        axis.setTickMarksVisible(false);
        axis.setTickLabelInsets(new RectangleInsets(6, 5, 6, 5));
    }

    static NumberFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    static void percent(ValueAxis axis) {
        ((NumberAxis) axis).setNumberFormatOverride(format("0.## %"));
    }

    static ValueMarker marker(double value, String label, Color colour) {
        ValueMarker marker = new ValueMarker(value, colour, DASHED);
        marker.setLabel(label);
        marker.setLabelFont(FONT);
        marker.setLabelPaint(INK);
        marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        marker.setLabelOffset(new RectangleInsets(2, 3, 2, 3));
        return marker;
    }

    static JFreeChart chart(Plot plot, boolean legend) {
        JFreeChart chart = new JFreeChart(null, FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        if (legend) {
            LegendTitle title = new LegendTitle(plot);
            title.setItemFont(FONT);
            title.setItemPaint(INK);
            title.setFrame(BlockBorder.NONE);
            title.setPosition(RectangleEdge.TOP);
            title.setBackgroundPaint(Color.WHITE);
            chart.addSubtitle(title);
        }
        return chart;
    }
}
