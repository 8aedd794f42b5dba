package dev.tributary.scenarios;

import java.util.List;

/**
 * A quantity over the time of a run: straight lines between points, level before the first and
 * after the last.
 *
 * @param points at least one, each later than the one before
 */
public record TimeCurve(List<Point> points) {
    /**
     * What holds at an instant.
     *
     * @param atSeconds run time
     * @param value at least 0
     */
    public record Point(double atSeconds, double value) {}

    /** Copies the list. */
    public TimeCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a curve without points");
        }
    }

    /** Returns the value at an instant of the run. */
    public double at(double seconds) {
        Point before = points.get(0);
        for (Point point : points) {
            if (point.atSeconds() > seconds) {
                double span = point.atSeconds() - before.atSeconds();
                double part = span == 0 ? 0 : (seconds - before.atSeconds()) / span;
                return before.value() + part * (point.value() - before.value());
            }
            before = point;
        }
        return before.value();
    }

    /** Returns the area below the curve from the start of the run until an instant. */
    public double area(double untilSeconds) {
        double area = 0;
        double from = 0;
        for (Point point : points) {
            double to = Math.min(point.atSeconds(), untilSeconds);
            area += (at(from) + at(to)) / 2 * (to - from);
            from = to;
        }
        return area + at(untilSeconds) * (untilSeconds - from);
    }

    /** Returns the largest value from the start of the run until an instant. */
    public double max(double untilSeconds) {
        return points.stream()
                .filter(point -> point.atSeconds() < untilSeconds)
                .mapToDouble(Point::value)
                .reduce(at(untilSeconds), Math::max);
    }

    /** Returns how far it rises and falls, all together, from the start until an instant. */
    public double moves(double untilSeconds) {
        double moves = 0;
        double last = at(0);
        for (Point point : points) {
            double next = at(Math.min(point.atSeconds(), untilSeconds));
            moves += Math.abs(next - last);
            last = next;
        }
        return moves;
    }
}
