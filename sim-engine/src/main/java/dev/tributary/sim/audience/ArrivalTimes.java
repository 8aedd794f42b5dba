package dev.tributary.sim.audience;

import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.TimeCurve.Point;
import dev.tributary.sim.kernel.RandomStream;
import java.util.List;

/**
 * The instants of a Poisson process whose rate follows a curve, in order; one draw for each.
 *
 * <p>The area under the curve between two arrivals is exponential with mean 1 (the time change of a
 * Poisson process), and under straight lines it is inverted exactly.
 */
public final class ArrivalTimes {
    private final RandomStream random;
    private final List<Point> points;

    /** The last arrival, and the line that it lies on: from here to point number {@link #next}. */
    private double atSeconds;

    private Point from;
    private int next;

    /** Creates the process from time 0 on, with rates per second. */
    public ArrivalTimes(TimeCurve perSecond, RandomStream random) {
        this.random = random;
        points = perSecond.points();
        from = new Point(0, perSecond.at(0));
        while (next < points.size() && points.get(next).atSeconds() <= 0) {
            next++;
        }
    }

    /** Returns the next instant, seconds; infinite when nobody comes any more. */
    public double next() {
        double area = random.exponential(1);
        for (; next < points.size(); next++) {
            Point to = points.get(next);
            double slope = (to.value() - from.value()) / (to.atSeconds() - from.atSeconds());
            double rate = from.value() + slope * (atSeconds - from.atSeconds());
            double rest = (rate + to.value()) / 2 * (to.atSeconds() - atSeconds);
            if (area < rest) {
                atSeconds = Math.min(atSeconds + inverted(area, rate, slope), to.atSeconds());
                return atSeconds;
            }
            area -= rest;
            from = to;
            atSeconds = to.atSeconds();
        }
        double rate = from.value();
        atSeconds = rate > 0 ? atSeconds + area / rate : Double.POSITIVE_INFINITY;
        return atSeconds;
    }

    /**
     * The x with {@code rate x + slope x^2 / 2 = area}, without the cancellation of the textbook.
     */
    private static double inverted(double area, double rate, double slope) {
        double root = StrictMath.sqrt(Math.max(0, rate * rate + 2 * slope * area));
        return area == 0 ? 0 : 2 * area / (rate + root);
    }
}
