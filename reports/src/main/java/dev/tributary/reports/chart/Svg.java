package dev.tributary.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** Draws a chart as an SVG element that scales with the page; the same bytes for the same chart. */
final class Svg {
    static final int WIDTH = 480;
    static final int HEIGHT = 270;

    private Svg() {}

    static String of(JFreeChart chart, String id, int height) {
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        graphics.setDefsKeyPrefix(id);
        graphics.setGeomDoubleConverter(Svg::number);
        graphics.setTransformDoubleConverter(Svg::number);
        graphics.setFontFunction(family -> "sans-serif");
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
        ViewBox box = new ViewBox(0, 0, WIDTH, height);
        return graphics.getSVGElement(
                id, false, box, PreserveAspectRatio.XMID_YMID, MeetOrSlice.MEET);
    }

    /** Two decimals are finer than a screen. */
    private static String number(double value) {
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
