package dev.tributary.measure;

import dev.tributary.core.base.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the room as a whole, in either world: the time series, the CDN's peak and the mean
 * number of viewers. Times are nanoseconds of the run and never go back.
 */
public final class RoomMeter {
    private final Histogram latencyMillis = new Histogram(10);
    private final EncoderClock encoderClock = new EncoderClock();
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

    /** Where the latencies of the measured interval are collected, milliseconds. */
    public Histogram latencyMillis() {
        return latencyMillis;
    }

    /** What is known of the encoder's clock. */
    public EncoderClock encoderClock() {
        return encoderClock;
    }

    /** The CDN sent media. */
    public void edgeSent(long nowNanos, int bytes) {
        cdnBytes += bytes;
        long second = nowNanos / Time.NANOS_PER_SECOND;
        if (second != secondIndex) {
            secondIndex = second;
            secondBytes = 0;
        }
        secondBytes += bytes;
        if (measuring) {
            peakBytes = Math.max(peakBytes, secondBytes);
        }
    }

    /** A viewer got media that it did not have from another viewer. */
    public void peerUseful(int bytes) {
        peerBytes += bytes;
    }

    /** So many viewers are present from now on. */
    public void viewers(long nowNanos, int present) {
        viewerNanos += (double) viewers * (nowNanos - viewersSinceNanos);
        viewersSinceNanos = nowNanos;
        viewers = present;
        viewersMax = Math.max(viewersMax, present);
    }

    /** The measured interval begins. */
    public void reset(long nowNanos) {
        latencyMillis.clear();
        viewers(nowNanos, viewers);
        viewerNanos = 0;
        measuring = true;
    }

    /** A time step is over, at the end of which so many viewers stand still. */
    public void step(long nowNanos, int stalled) {
        series.add(
                new SeriesPoint(
                        Time.seconds(stepFromNanos),
                        Time.seconds(nowNanos),
                        viewers,
                        stalled,
                        peerBytes,
                        cdnBytes));
        stepFromNanos = nowNanos;
        peerBytes = 0;
        cdnBytes = 0;
    }

    /** Returns the steps so far. */
    public List<SeriesPoint> series() {
        return series;
    }

    /** Returns the viewers present in the measured interval, integrated over time, seconds. */
    public double viewerSeconds(long nowNanos) {
        viewers(nowNanos, viewers);
        return viewerNanos / Time.NANOS_PER_SECOND;
    }

    /** Returns the most viewers at a time. */
    public int viewersMax() {
        return viewersMax;
    }

    /** Returns the largest rate of the CDN over a second of the measured interval, bit/s. */
    public double peakBitsPerSecond() {
        return peakBytes * 8.0;
    }
}
