package dev.tributary.reports.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.measure.Histogram;
import dev.tributary.reports.json.Nodes;
import java.util.ArrayList;
import java.util.List;

/**
 * A histogram as JSON: bucket width, sum, largest value and the non-empty buckets as pairs of
 * bucket and count.
 *
 * <p>Reading makes up values with the same counts, sum and largest value, since a histogram takes
 * values only; its mean, quantiles and buckets come out the same.
 */
final class HistogramJson {
    private static final int BUCKETS_MAX = 1 << 20;
    private static final long TOTAL_MAX = 1L << 50;

    private HistogramJson() {}

    /** A number of equal values. */
    private record Equal(long value, long count) {}

    static ObjectNode write(Histogram histogram) {
        ObjectNode out = Nodes.object();
        long total = histogram.total();
        out.put("width", histogram.width());
        out.put("sum", total == 0 ? 0 : Math.round(histogram.mean() * total));
        out.put("max", histogram.max());
        ArrayNode buckets = out.putArray("buckets");
        long last = Math.min(BUCKETS_MAX - 1, histogram.max() / histogram.width());
        for (int i = 0; i <= last; i++) {
            if (histogram.count(i) > 0) {
                buckets.addArray().add(i).add(histogram.count(i));
            }
        }
        return out;
    }

    static Histogram read(Field field) {
        Field widthField = field.at("width");
        long width = widthField.count();
        widthField.check(width >= 1 && width <= BUCKETS_MAX, "in 1.." + BUCKETS_MAX);
        long max = field.at("max").count();
        long slack = field.at("sum").count();
        List<Equal> lows = new ArrayList<>();
        long total = 0;
        long before = -1;
        for (Field pair : field.at("buckets").list()) {
            List<Field> both = pair.list();
            pair.check(both.size() == 2, "a bucket and its count");
            long bucket = both.get(0).count();
            long count = both.get(1).count();
            pair.check(bucket > before && bucket < BUCKETS_MAX, "in order and below 2^20");
            pair.check(count > 0 && count <= TOTAL_MAX - total, "a sensible count");
            before = bucket;
            total += count;
            slack -= bucket * width * count;
            lows.add(new Equal(bucket * width, count));
        }
        boolean fits = before < 0 ? max == 0 : before == Math.min(BUCKETS_MAX - 1, max / width);
        field.check(fits, "consistent: max lies in the last bucket");
        return fill((int) width, raised(lows, max, slack, (int) width));
    }

    /** Raises the lowest values of each bucket until the sum is right and one value is the max. */
    private static List<Equal> raised(List<Equal> lows, long max, long sum, int width) {
        List<Equal> out = new ArrayList<>();
        long slack = sum;
        for (int i = lows.size() - 1; i >= 0; i--) {
            Equal low = lows.get(i);
            long count = low.count();
            boolean last = i == lows.size() - 1;
            if (last) {
                out.add(new Equal(max, 1));
                slack -= max - low.value();
                count--;
            }
            long reach = last ? max - low.value() : width - 1;
            long full = reach == 0 ? 0 : Math.max(0, Math.min(count, slack / reach));
            out.add(new Equal(low.value() + reach, full));
            slack -= full * reach;
            count -= full;
            if (count > 0 && slack > 0 && slack < reach) {
                out.add(new Equal(low.value() + slack, 1));
                slack = 0;
                count--;
            }
            out.add(new Equal(low.value(), count));
        }
        return out;
    }

    /** Builds the counts bit by bit from the highest, doubling in between. */
    private static Histogram fill(int width, List<Equal> values) {
        Histogram out = new Histogram(width);
        for (int bit = 50; bit >= 0; bit--) {
            out.addAll(out);
            for (Equal equal : values) {
                if ((equal.count() >> bit & 1) != 0) {
                    out.add(equal.value());
                }
            }
        }
        return out;
    }
}
