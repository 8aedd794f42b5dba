package dev.tributary.sim.audience;

import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.TimeCurve.Point;
import java.util.List;

/** A curve of viewers in whole numbers, rounded: when there is one more or one less. */
public final class Headcount {
    private final List<Point> points;
    private Point from;
    private int next;
    private int count;

    /** Begins at time 0. */
    public Headcount(TimeCurve viewers) {
        points = viewers.points();
        from = new Point(0, viewers.at(0));
        count = rounded(from.value());
        while (next < points.size() && points.get(next).atSeconds() <= 0) {
            next++;
        }
    }

    private static int rounded(double value) {
        return (int) Math.floor(value + .5);
    }

    /** Returns how many there are after the last change. */
    public int count() {
        return count;
    }

    /** Goes to the next change; returns its time, seconds, infinite when there is none. */
    public double next() {
        for (; next < points.size(); next++) {
            Point to = points.get(next);
            int step = Integer.signum(rounded(to.value()) - count);
            if (step != 0) {
                count += step;
                double line = count - step * .5;
                double part = (line - from.value()) / (to.value() - from.value());
                double length = to.atSeconds() - from.atSeconds();
                return from.atSeconds() + Math.min(1, Math.max(0, part)) * length;
            }
            from = to;
        }
        return Double.POSITIVE_INFINITY;
    }
}
