package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;
import java.util.List;

/**
 * One scenario in both worlds, and whether they agree.
 *
 * @param simulated what the simulator says
 * @param real what sockets and clocks brought, with the same viewers
 */
public record Fidelity(Summary simulated, Summary real) {
    /** What is compared; those with a bar come first. */
    public static final List<Metric> METRICS =
            List.of(
                    Metric.SHARING_RATIO,
                    Metric.STALLED_SESSIONS,
                    Metric.FIRST_FRAME_P50,
                    Metric.FIRST_FRAME_P95,
                    Metric.LATENCY_P50,
                    Metric.LATENCY_P95,
                    Metric.STALL_RATIO,
                    Metric.CONTINUITY,
                    Metric.EMERGENCY_FRACTION,
                    Metric.JOIN_FRACTION,
                    Metric.DUPLICATE_FRACTION,
                    Metric.SIGNALLING_FRACTION);

    /** Sharing ratios may differ by so much. */
    private static final double SHARING_POINTS = 0.05;

    /** Medians of the first frame may differ by this share of the simulated one. */
    private static final double FIRST_FRAME_SHARE = 0.30;

    /** Returns the mean of a metric in the simulator. */
    public double simulated(Metric metric) {
        return simulated.metric(metric).mean();
    }

    /** Returns the mean of a metric over real sockets. */
    public double real(Metric metric) {
        return real.metric(metric).mean();
    }

    /** Returns how much more a metric is over real sockets. */
    public double difference(Metric metric) {
        return real(metric) - simulated(metric);
    }

    /** Returns whether a metric is within its bar; one without a bar always is. */
    public boolean within(Metric metric) {
        double allowed =
                switch (metric) {
                    case SHARING_RATIO -> SHARING_POINTS;
                    case STALLED_SESSIONS -> 0;
                    case FIRST_FRAME_P50 -> FIRST_FRAME_SHARE * simulated(metric);
                    default -> Double.POSITIVE_INFINITY;
                };
        return !(Math.abs(difference(metric)) > allowed);
    }

    /** Returns whether everything is within its bar and nothing was broken. */
    public boolean agrees() {
        return METRICS.stream().allMatch(this::within) && real.violations() == 0;
    }
}
