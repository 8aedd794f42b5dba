package dev.tributary.measure;

import dev.tributary.core.base.Check;
import java.util.Arrays;

/**
 * Counts of non-negative values in buckets of equal width; grows to the largest value seen.
 *
 * <p>A quantile is exact to one bucket width. Values beyond {@link #BUCKETS_MAX} buckets are
 * counted in the last one.
 */
public final class Histogram {
    private static final int BUCKETS_MAX = 1 << 20;

    private final int width;
    private long[] counts = new long[64];
    private long total;
    private double sum;
    private long max;

    /** Creates an empty histogram with buckets of {@code width} units. */
    public Histogram(int width) {
        this.width = Check.range("width", width, 1, 1 << 20);
    }

    /** Counts one value; negative values count as zero. */
    public void add(long value) {
        long v = Math.max(0, value);
        int bucket = (int) Math.min(BUCKETS_MAX - 1, v / width);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
        }
        counts[bucket]++;
        total++;
        sum += v;
        max = Math.max(max, v);
    }

    /** Adds all counts of another histogram with the same width. */
    public void addAll(Histogram that) {
        Check.that(width == that.width, "histograms must have the same bucket width");
        if (that.counts.length > counts.length) {
            counts = Arrays.copyOf(counts, that.counts.length);
        }
        for (int i = 0; i < that.counts.length; i++) {
            counts[i] += that.counts[i];
        }
        total += that.total;
        sum += that.sum;
        max = Math.max(max, that.max);
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        sum = 0;
        max = 0;
    }

    /** Returns how many values were counted. */
    public long total() {
        return total;
    }

    /** Returns the mean, NaN when empty. */
    public double mean() {
        return total == 0 ? Double.NaN : sum / total;
    }

    /** Returns the largest value, 0 when empty. */
    public long max() {
        return max;
    }

    /** Returns the bucket width. */
    public int width() {
        return width;
    }

    /** Returns the count of bucket {@code i}, which covers {@code i*width .. (i+1)*width-1}. */
    public long count(int i) {
        return i < counts.length ? counts[i] : 0;
    }

    /** Returns the middle of the bucket that holds quantile {@code q} in 0..1, NaN when empty. */
    public double quantile(double q) {
        if (total == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(q * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min((double) max, i * (double) width + width / 2.0);
            }
        }
        return max;
    }
}
