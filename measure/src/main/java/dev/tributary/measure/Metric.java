package dev.tributary.measure;

import dev.tributary.core.room.MediaSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a measurement, each declared once: its name in {@code summary.json} and in
 * expectations, its unit, which way is better, its name for people, and how it is computed. NaN
 * where it is undefined.
 */
public enum Metric {
    SHARING_RATIO(
            "sharingRatio",
            Unit.RATIO,
            Better.HIGHER,
            "sharing ratio",
            m -> m.bytes().sharingRatio()),
    OFFLOAD("offload", Unit.RATIO, Better.HIGHER, "offload", m -> m.bytes().offload()),
    STALL_RATIO(
            "stallRatio",
            Unit.RATIO,
            Better.LOWER,
            "stall ratio",
            m -> stallRatio(m.sum(ViewerRow::stalledSeconds), m.sum(ViewerRow::watchedSeconds))),
    STALLED_SESSIONS(
            "stalledSessions",
            Unit.RATIO,
            Better.LOWER,
            "stalled sessions",
            m -> ratio(m.sum(row -> row.stalls() > 0 ? 1 : 0), m.viewers().size())),
    CONTINUITY(
            "continuity",
            Unit.RATIO,
            Better.HIGHER,
            "continuity",
            m -> continuity(m.sum(ViewerRow::missedSeconds), m.sum(ViewerRow::watchedSeconds))),
    SKIPPED_RATIO(
            "skippedRatio",
            Unit.RATIO,
            Better.LOWER,
            "media skipped",
            m -> {
                double skipped = m.sum(ViewerRow::skippedSeconds);
                return ratio(skipped, skipped + m.sum(ViewerRow::watchedSeconds));
            }),
    STALL_MAX(
            "stallMaxSeconds",
            Unit.SECONDS,
            Better.LOWER,
            "longest stall",
            m ->
                    m.viewers().stream()
                            .mapToDouble(ViewerRow::stallMaxSeconds)
                            .max()
                            .orElse(Double.NaN)),
    FIRST_FRAME_MEAN(
            "firstFrameSeconds.mean",
            Unit.SECONDS,
            Better.LOWER,
            "first frame, mean",
            m -> m.firstFrames().average().orElse(Double.NaN)),
    FIRST_FRAME_P50(
            "firstFrameSeconds.p50",
            Unit.SECONDS,
            Better.LOWER,
            "first frame, median",
            m -> quantile(m.firstFrames().toArray(), 0.5)),
    FIRST_FRAME_P95(
            "firstFrameSeconds.p95",
            Unit.SECONDS,
            Better.LOWER,
            "first frame, p95",
            m -> quantile(m.firstFrames().toArray(), 0.95)),
    SESSIONS_WITHOUT_FRAME(
            "sessionsWithoutFrame",
            Unit.RATIO,
            Better.LOWER,
            "sessions without a frame",
            Measurement::withoutFrame),
    LATENCY_MEAN(
            "latencySeconds.mean",
            Unit.SECONDS,
            Better.LOWER,
            "latency, mean",
            m -> m.latencyMillis().mean() / 1000),
    LATENCY_P50(
            "latencySeconds.p50",
            Unit.SECONDS,
            Better.LOWER,
            "latency, median",
            m -> m.latencyMillis().quantile(0.5) / 1000),
    LATENCY_P95(
            "latencySeconds.p95",
            Unit.SECONDS,
            Better.LOWER,
            "latency, p95",
            m -> m.latencyMillis().quantile(0.95) / 1000),
    LATENCY_MAX(
            "latencySeconds.max",
            Unit.SECONDS,
            Better.LOWER,
            "latency, max",
            m -> m.latencyMillis().total() == 0 ? Double.NaN : m.latencyMillis().max() / 1000.0),
    EMERGENCY_FRACTION(
            "emergencyFraction",
            Unit.RATIO,
            Better.LOWER,
            "emergency fetches",
            m -> m.bytes().fraction(MediaSource.CDN_EMERGENCY)),
    JOIN_FRACTION(
            "joinFraction",
            Unit.RATIO,
            Better.LOWER,
            "join fetches",
            m -> m.bytes().fraction(MediaSource.CDN_JOIN)),
    DUPLICATE_FRACTION(
            "duplicateFraction",
            Unit.RATIO,
            Better.LOWER,
            "duplicates",
            m -> m.bytes().duplicateFraction()),
    SIGNALLING_FRACTION(
            "signallingFraction",
            Unit.RATIO,
            Better.LOWER,
            "signalling",
            m -> m.bytes().signallingFraction()),
    UPLOAD_PER_DOWNLOAD_MAX(
            "uploadPerDownloadMax",
            Unit.NUMBER,
            Better.LOWER,
            "upload per download, max",
            Measurement::uploadPerDownloadMax),
    EDGE_PEAK(
            "edgePeakBitsPerSecond",
            Unit.BITS_PER_SECOND,
            Better.LOWER,
            "CDN peak rate",
            Measurement::edgePeakBitsPerSecond);

    /** Name by which the number of broken invariants may be expected like a metric. */
    public static final String VIOLATIONS = "violations";

    /** What a metric counts in. */
    public enum Unit {
        /** A share of a whole, 0..1. */
        RATIO(1),
        /** Seconds. */
        SECONDS(Double.POSITIVE_INFINITY),
        /** Bits per second. */
        BITS_PER_SECOND(Double.POSITIVE_INFINITY),
        /** A number without unit. */
        NUMBER(Double.POSITIVE_INFINITY);

        private final double max;

        Unit(double max) {
            this.max = max;
        }

        /** Returns the largest value that a metric can have; the smallest is 0. */
        public double max() {
            return max;
        }
    }

    /** Which way a metric improves. */
    public enum Better {
        /** More is better. */
        HIGHER,
        /** Less is better. */
        LOWER
    }

    private final String key;
    private final Unit unit;
    private final Better better;
    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a function that holds nothing
    private final ToDoubleFunction<Measurement> of;

    Metric(String key, Unit unit, Better better, String words, ToDoubleFunction<Measurement> of) {
        this.key = key;
        this.unit = unit;
        this.better = better;
        this.words = words;
        this.of = of;
    }

    /** Returns the name in {@code summary.json}; a dot separates a metric from its statistic. */
    public String key() {
        return key;
    }

    /** Returns the unit. */
    public Unit unit() {
        return unit;
    }

    /** Returns which way is better. */
    public Better better() {
        return better;
    }

    /** Returns the name for people. */
    public String words() {
        return words;
    }

    /** Returns the value of one replication, NaN where it is undefined. */
    public double of(Measurement measurement) {
        return of.applyAsDouble(measurement);
    }

    /** Returns the metric of that name in {@code summary.json}. */
    public static Optional<Metric> named(String key) {
        return List.of(values()).stream().filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** Returns a part over its whole, NaN when there is no whole. */
    public static double ratio(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }

    /**
     * Returns the part of the time before a picture, moving or not, in which it stood still; over
     * the media shown alone it would exceed 1, and be undefined where it never moved.
     *
     * @param stalledSeconds time stood still after the first frame
     * @param watchedSeconds media shown
     */
    public static double stallRatio(double stalledSeconds, double watchedSeconds) {
        return ratio(stalledSeconds, watchedSeconds + stalledSeconds);
    }

    /**
     * Returns the part of the media due from the first frame on that was shown, each second in its
     * turn. It compares who waits for what is late with who goes on without it: the stall ratio
     * does not see what was skipped.
     *
     * @param missedSeconds {@link ViewerRow#missedSeconds}
     * @param watchedSeconds media shown
     */
    public static double continuity(double missedSeconds, double watchedSeconds) {
        return ratio(watchedSeconds, watchedSeconds + missedSeconds);
    }

    /** Returns the smallest value that a share {@code q} of the sorted values does not exceed. */
    public static double quantile(double[] sorted, double q) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
    }
}
