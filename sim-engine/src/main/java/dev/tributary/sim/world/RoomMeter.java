package dev.tributary.sim.world;

import dev.tributary.core.qoe.Histogram;
import dev.tributary.core.qoe.SeriesPoint;
import java.util.ArrayList;
import java.util.List;

/** Measures the room as a whole: the time series, the CDN's peak and the mean number of viewers. */
final class RoomMeter {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final double SECOND = 1e9;

    private final Histogram latencyMillis = new Histogram(10);
    private final List<SeriesPoint> series = new ArrayList<>();
    private long stepFromNanos;
    private long peerBytes;
    private long cdnBytes;
    private long secondIndex;
    private long secondBytes;
    private long peakBytes;
    private double viewerNanos;
    private long viewersSinceNanos;
    private int viewers;
    private int viewersMax;
    private boolean measuring;

    Histogram latencyMillis() {
        return latencyMillis;
    }

    void edgeSent(long nowNanos, int bytes) {
        cdnBytes += bytes;
        long second = nowNanos / SECOND_NANOS;
        if (second != secondIndex) {
            secondIndex = second;
            secondBytes = 0;
        }
        secondBytes += bytes;
        if (measuring) {
            peakBytes = Math.max(peakBytes, secondBytes);
        }
    }

    void peerUseful(int bytes) {
        peerBytes += bytes;
    }

    void viewers(long nowNanos, int present) {
        viewerNanos += (double) viewers * (nowNanos - viewersSinceNanos);
        viewersSinceNanos = nowNanos;
        viewers = present;
        viewersMax = Math.max(viewersMax, present);
    }

    /** The measured interval begins. */
    void reset(long nowNanos) {
        latencyMillis.clear();
        viewers(nowNanos, viewers);
        viewerNanos = 0;
        measuring = true;
    }

    void step(long nowNanos, int stalled) {
        series.add(
                new SeriesPoint(
                        stepFromNanos / SECOND,
                        nowNanos / SECOND,
                        viewers,
                        stalled,
                        peerBytes,
                        cdnBytes));
        stepFromNanos = nowNanos;
        peerBytes = 0;
        cdnBytes = 0;
    }

    List<SeriesPoint> series() {
        return series;
    }

    double viewerSeconds(long nowNanos) {
        viewers(nowNanos, viewers);
        return viewerNanos / SECOND;
    }

    int viewersMax() {
        return viewersMax;
    }

    double peakBitsPerSecond() {
        return peakBytes * 8.0;
    }
}
