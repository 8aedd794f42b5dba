package dev.tributary.reports.stat;

import java.util.Optional;

/** The metrics of a summary: names as in {@code summary.json}, units, and which way is better. */
public enum Metric {
    SHARING_RATIO("sharingRatio", Unit.RATIO, Better.HIGHER, "sharing ratio"),
    OFFLOAD("offload", Unit.RATIO, Better.HIGHER, "offload"),
    STALL_RATIO("stallRatio", Unit.RATIO, Better.LOWER, "stall ratio"),
    STALLED_SESSIONS("stalledSessions", Unit.RATIO, Better.LOWER, "stalled sessions"),
    STALL_MAX("stallMaxSeconds", Unit.SECONDS, Better.LOWER, "longest stall"),
    FIRST_FRAME_MEAN("firstFrameSeconds.mean", Unit.SECONDS, Better.LOWER, "first frame, mean"),
    FIRST_FRAME_P50("firstFrameSeconds.p50", Unit.SECONDS, Better.LOWER, "first frame, median"),
    FIRST_FRAME_P95("firstFrameSeconds.p95", Unit.SECONDS, Better.LOWER, "first frame, p95"),
    SESSIONS_WITHOUT_FRAME(
            "sessionsWithoutFrame", Unit.RATIO, Better.LOWER, "sessions without a frame"),
    LATENCY_MEAN("latencySeconds.mean", Unit.SECONDS, Better.LOWER, "latency, mean"),
    LATENCY_P50("latencySeconds.p50", Unit.SECONDS, Better.LOWER, "latency, median"),
    LATENCY_P95("latencySeconds.p95", Unit.SECONDS, Better.LOWER, "latency, p95"),
    LATENCY_MAX("latencySeconds.max", Unit.SECONDS, Better.LOWER, "latency, max"),
    EMERGENCY_FRACTION("emergencyFraction", Unit.RATIO, Better.LOWER, "emergency fetches"),
    JOIN_FRACTION("joinFraction", Unit.RATIO, Better.LOWER, "join fetches"),
    DUPLICATE_FRACTION("duplicateFraction", Unit.RATIO, Better.LOWER, "duplicates"),
    SIGNALLING_FRACTION("signallingFraction", Unit.RATIO, Better.LOWER, "signalling"),
    UPLOAD_PER_DOWNLOAD_MAX(
            "uploadPerDownloadMax", Unit.NUMBER, Better.LOWER, "upload per download, max"),
    EDGE_PEAK("edgePeakBitsPerSecond", Unit.BITS_PER_SECOND, Better.LOWER, "CDN peak rate");

    /** What a metric counts in. */
    public enum Unit {
        /** A share of a whole, 0..1. */
        RATIO,
        /** Seconds. */
        SECONDS,
        /** Bits per second. */
        BITS_PER_SECOND,
        /** A number without unit. */
        NUMBER
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

    Metric(String key, Unit unit, Better better, String words) {
        this.key = key;
        this.unit = unit;
        this.better = better;
        this.words = words;
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

    /** Returns the metric of that name in {@code summary.json}. */
    public static Optional<Metric> named(String key) {
        for (Metric metric : values()) {
            if (metric.key.equals(key)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }
}
