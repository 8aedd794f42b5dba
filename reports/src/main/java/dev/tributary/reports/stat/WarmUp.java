package dev.tributary.reports.stat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.reports.run.Run;
import java.util.Arrays;

/**
 * Whether a run was still settling when its measured interval began, by MSER-5 (White 1997; Spratt
 * 1998; theory.md 1.12) on the sharing ratio of the time steps, averaged over the replications.
 *
 * @param settlingSeconds length of the beginning that MSER-5 would leave out
 * @param all mean over all steps, NaN with too few of them
 * @param settled mean over those left
 */
public record WarmUp(double settlingSeconds, double all, double settled) {
    private static final int BATCH = 5;

    /** Looks at the measured interval of a run. */
    public static WarmUp of(Run run) {
        double[] series = sharing(run);
        int cut = truncation(series);
        double seconds = 0;
        if (cut > 0) {
            Measurement first = run.replications().get(0);
            seconds = cut * (first.toSeconds() - first.fromSeconds()) / series.length;
        }
        return new WarmUp(seconds, mean(series, 0), mean(series, cut));
    }

    /** Returns whether the beginning moves the sharing ratio by more than its uncertainty. */
    public boolean misleads(Interval sharingRatio) {
        double halfWidth = (sharingRatio.high() - sharingRatio.low()) / 2;
        return settlingSeconds > 0 && Math.abs(all - settled) > halfWidth;
    }

    /** Returns how many leading observations to leave out, at most half; a multiple of five. */
    static int truncation(double[] series) {
        double[] batches = new double[series.length / BATCH];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = mean(Arrays.copyOfRange(series, i * BATCH, (i + 1) * BATCH), 0);
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (int from = batches.length - 1; from >= 0; from--) {
            sum += batches[from];
            squares += batches[from] * batches[from];
            double n = batches.length - from;
            double mser = (squares - sum * sum / n) / (n * n);
            if (from <= batches.length / 2 && mser <= least) {
                least = mser;
                best = from;
            }
        }
        return best * BATCH;
    }

    static double mean(double[] values, int from) {
        return Arrays.stream(values, from, values.length).average().orElse(Double.NaN);
    }

    /** Steps of the measured interval that every replication has and in which media flowed. */
    private static double[] sharing(Run run) {
        return run.replications().stream()
                .map(WarmUp::sharing)
                .reduce(WarmUp::sum)
                .map(sums -> Arrays.stream(sums).map(s -> s / run.replications().size()).toArray())
                .orElse(new double[0]);
    }

    private static double[] sharing(Measurement measured) {
        return measured.series().stream()
                .filter(point -> point.fromSeconds() >= measured.fromSeconds())
                .filter(point -> point.peerBytes() + point.cdnBytes() > 0)
                .mapToDouble(WarmUp::sharing)
                .toArray();
    }

    private static double sharing(SeriesPoint point) {
        return point.peerBytes() / (double) (point.peerBytes() + point.cdnBytes());
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sums = new double[Math.min(a.length, b.length)];
        Arrays.setAll(sums, i -> a[i] + b[i]);
        return sums;
    }
}
