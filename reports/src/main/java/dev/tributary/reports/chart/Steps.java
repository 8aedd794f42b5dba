package dev.tributary.reports.chart;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.reports.run.Run;
import dev.tributary.reports.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.data.xy.YIntervalSeries;

/**
 * The time series of all replications, step by step; long ones are thinned by joining neighbouring
 * steps, so that a chart stays small.
 */
final class Steps {
    private static final int STEPS_MAX = 180;

    private final List<List<SeriesPoint>> replications = new ArrayList<>();

    Steps(Run run) {
        int longest = 0;
        for (Measurement m : run.replications()) {
            longest = Math.max(longest, m.series().size());
        }
        int join = Math.max(1, (longest + STEPS_MAX - 1) / STEPS_MAX);
        for (Measurement m : run.replications()) {
            replications.add(thinned(m.series(), join));
        }
    }

    /** Returns the mean of a value over the replications at each step, with its interval. */
    YIntervalSeries band(String name, ToDoubleFunction<SeriesPoint> value) {
        YIntervalSeries out = new YIntervalSeries(name);
        int longest = replications.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            double seconds = 0;
            List<Double> values = new ArrayList<>();
            for (List<SeriesPoint> points : replications) {
                if (i < points.size()) {
                    values.add(value.applyAsDouble(points.get(i)));
                    seconds += points.get(i).toSeconds();
                }
            }
            Interval interval = Interval.of(values);
            if (Double.isFinite(interval.mean())) {
                double low = interval.bounded() ? interval.low() : interval.mean();
                double high = interval.bounded() ? interval.high() : interval.mean();
                out.add(seconds / values.size(), interval.mean(), low, high);
            }
        }
        return out;
    }

    private static List<SeriesPoint> thinned(List<SeriesPoint> points, int join) {
        List<SeriesPoint> out = new ArrayList<>();
        for (int i = 0; i < points.size(); i += join) {
            List<SeriesPoint> some = points.subList(i, Math.min(points.size(), i + join));
            SeriesPoint last = some.get(some.size() - 1);
            out.add(
                    new SeriesPoint(
                            some.get(0).fromSeconds(),
                            last.toSeconds(),
                            last.viewers(),
                            last.stalledViewers(),
                            some.stream().mapToLong(SeriesPoint::peerBytes).sum(),
                            some.stream().mapToLong(SeriesPoint::cdnBytes).sum()));
        }
        return out;
    }
}
