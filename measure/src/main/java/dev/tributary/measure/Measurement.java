package dev.tributary.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What one replication measured, in either world.
 *
 * @param seed the replication's seed
 * @param fromSeconds start of the measured interval (end of the warm-up), run time
 * @param toSeconds its end
 * @param viewers every session that was present in the interval
 * @param series the room over the whole run, warm-up included
 * @param latencyMillis latency of every slice shown in the interval, milliseconds
 * @param bound the ceiling of this room
 * @param meanViewers time average of viewers present in the interval
 * @param edgePeakBitsPerSecond largest CDN rate over any second of the interval
 * @param uploadPerDownloadMax largest ratio of uploaded to downloaded bytes of a session
 * @param violations broken invariants, each in words; empty in a correct run
 * @param traceHash hash over every event of the run, 16 hex digits
 * @param checkpoints trace hashes on the way, the last one at the end; empty when not kept
 * @param cost what it cost
 */
public record Measurement(
        long seed,
        double fromSeconds,
        double toSeconds,
        List<ViewerRow> viewers,
        List<SeriesPoint> series,
        Histogram latencyMillis,
        Bound bound,
        double meanViewers,
        double edgePeakBitsPerSecond,
        double uploadPerDownloadMax,
        List<String> violations,
        String traceHash,
        List<Checkpoint> checkpoints,
        Cost cost) {
    private static final double PATIENT_SHARE = 0.99;

    /** A session's end is a sum of two times. */
    private static final double ROUNDING_SECONDS = 1e-6;

    /** Returns the traffic of all viewers together. */
    public ByteCounts bytes() {
        return ByteCounts.of(viewers);
    }

    /** Returns the sessions that joined in the measured interval, or all when none did. */
    public List<ViewerRow> starts() {
        List<ViewerRow> joined =
                viewers.stream()
                        .filter(row -> row.joinedSeconds() >= fromSeconds)
                        .filter(row -> row.joinedSeconds() < toSeconds)
                        .toList();
        return joined.isEmpty() ? viewers : joined;
    }

    /** Returns how long these waited for their first frame, sorted, without those that had none. */
    public DoubleStream firstFrames() {
        return starts().stream()
                .mapToDouble(ViewerRow::firstFrameSeconds)
                .filter(seconds -> !Double.isNaN(seconds))
                .sorted();
    }

    /**
     * Returns the share of those that had no first frame. Whom the end of the measurement cut off
     * before the time in which 99 % of all sessions had theirs is not among them: one may have been
     * on its way.
     */
    double withoutFrame() {
        double patience =
                Metric.quantile(
                        viewers.stream()
                                .mapToDouble(ViewerRow::firstFrameSeconds)
                                .filter(seconds -> !Double.isNaN(seconds))
                                .sorted()
                                .toArray(),
                        PATIENT_SHARE);
        int judged = 0;
        int without = 0;
        for (ViewerRow row : starts()) {
            boolean none = Double.isNaN(row.firstFrameSeconds());
            boolean cut = row.leftSeconds() > toSeconds - ROUNDING_SECONDS;
            // Where nobody had a frame there is no such time, and all are judged.
            if (!(none && cut && row.leftSeconds() - row.joinedSeconds() < patience)) {
                judged++;
                without += none ? 1 : 0;
            }
        }
        return Metric.ratio(without, judged);
    }

    /** Returns the sum of a figure over all sessions, in their order. */
    double sum(ToDoubleFunction<ViewerRow> figure) {
        double sum = 0;
        for (ViewerRow row : viewers) {
            sum += figure.applyAsDouble(row);
        }
        return sum;
    }

    /** Returns a copy with the given broken invariants. */
    public Measurement withViolations(List<String> broken) {
        return new Measurement(
                seed,
                fromSeconds,
                toSeconds,
                viewers,
                series,
                latencyMillis,
                bound,
                meanViewers,
                edgePeakBitsPerSecond,
                uploadPerDownloadMax,
                broken,
                traceHash,
                checkpoints,
                cost);
    }
}
