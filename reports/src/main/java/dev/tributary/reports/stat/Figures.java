package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;
import java.util.Locale;

/** Numbers for people: a unit, sensible digits, {@code -} where a number is undefined. */
public final class Figures {
    /** What an undefined number looks like. */
    public static final String NONE = "-";

    private Figures() {}

    /** How a kind of number is scaled and named. */
    private record Scale(double factor, int decimals, String unit) {
        String number(double value, int digits) {
            if (!Double.isFinite(value)) {
                return NONE;
            }
            String text = String.format(Locale.ROOT, "%." + digits + "f", value * factor);
            return text.startsWith("-") && zero(text) ? text.substring(1) : text;
        }
    }

    /** Returns the mean with its interval, for example {@code 0.43 % [0.40, 0.46]}. */
    public static String interval(Metric metric, Interval interval) {
        return interval(scale(metric, interval.mean()), interval, false);
    }

    /** Returns only the mean, with as many digits as its interval deserves. */
    public static String mean(Metric metric, Interval interval) {
        Scale scale = scale(metric, interval.mean());
        return withUnit(scale, scale.number(interval.mean(), digits(scale, interval)));
    }

    /** Returns a mean and interval of a ratio as such: {@code 0.781 [0.777, 0.783]}. */
    public static String ratio(Interval interval) {
        return interval(new Scale(1, 3, ""), interval, false);
    }

    /** Returns a difference with its interval; ratios in percentage points, always signed. */
    public static String difference(Metric metric, Interval interval) {
        return interval(differenceScale(metric, interval.mean()), interval, true);
    }

    /** Returns only the mean of a difference, signed. */
    public static String meanDifference(Metric metric, Interval interval) {
        Scale scale = differenceScale(metric, interval.mean());
        return withUnit(scale, signed(scale, interval.mean(), digits(scale, interval), true));
    }

    /** Returns a size of a difference without sign; ratios in percentage points. */
    public static String size(Metric metric, double value) {
        Scale scale = differenceScale(metric, value);
        return withUnit(scale, scale.number(Math.abs(value), digits(scale, value)));
    }

    /** Returns a value of a metric with its unit. */
    public static String value(Metric metric, double value) {
        Scale scale = scale(metric, value);
        return withUnit(scale, scale.number(value, scale.decimals));
    }

    /** Returns only the interval, for example {@code [77.7, 78.3]}; empty when there is none. */
    public static String range(Metric metric, Interval interval) {
        return range(scale(metric, interval.mean()), interval, false);
    }

    /** Returns a share of a whole in percent. */
    public static String percent(double share) {
        Scale scale = new Scale(100, 1, "%");
        return withUnit(scale, scale.number(share, 1));
    }

    /** Returns a ratio with a number of decimals. */
    public static String plain(double value, int decimals) {
        return new Scale(1, decimals, "").number(value, decimals);
    }

    /** Returns a number with three digits and a decimal prefix: {@code 1.9 M}, {@code 5.2 k}. */
    public static String prefixed(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double left = value;
        String[] prefixes = {"", "k", "M", "G", "T", "P"};
        int i = 0;
        while (Math.abs(left) >= 999.5 && i < prefixes.length - 1) {
            left /= 1000;
            i++;
        }
        int decimals = i > 0 && Math.abs(left) < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", left, prefixes[i]).strip();
    }

    private static String interval(Scale scale, Interval interval, boolean signed) {
        String mean = signed(scale, interval.mean(), digits(scale, interval), signed);
        String range = range(scale, interval, signed);
        return withUnit(scale, mean) + (range.isEmpty() ? "" : " " + range);
    }

    private static String range(Scale scale, Interval interval, boolean signed) {
        if (!interval.bounded()) {
            return "";
        }
        int digits = digits(scale, interval);
        String low = signed(scale, interval.low(), digits, signed);
        return "[" + low + ", " + signed(scale, interval.high(), digits, signed) + "]";
    }

    private static String signed(Scale scale, double value, int digits, boolean signed) {
        String text = scale.number(value, digits);
        boolean plus = signed && value > 0 && !zero(text);
        return plus ? "+" + text : text;
    }

    /** Shows at least one digit of the interval's half width, with at most two extra decimals. */
    private static int digits(Scale scale, Interval interval) {
        if (!interval.bounded()) {
            return scale.decimals;
        }
        double farthest = Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
        int digits = digits(scale, (interval.high() - interval.low()) / 2);
        // More zeros say nothing more.
        return zero(scale.number(farthest, digits)) ? scale.decimals : digits;
    }

    private static int digits(Scale scale, double size) {
        double scaled = Math.abs(size) * scale.factor;
        if (!(scaled > 0) || Double.isInfinite(scaled)) {
            return scale.decimals;
        }
        int needed = (int) Math.ceil(-Math.log10(scaled));
        if (needed > scale.decimals + 6) {
            return scale.decimals; // rounding errors of equal values
        }
        return Math.max(scale.decimals, Math.min(scale.decimals + 2, needed));
    }

    private static boolean zero(String number) {
        return number.matches("-?0\\.?0*");
    }

    private static String withUnit(Scale scale, String number) {
        return number.equals(NONE) || scale.unit.isEmpty() ? number : number + " " + scale.unit;
    }

    private static Scale scale(Metric metric, double size) {
        return switch (metric.unit()) {
            case RATIO -> new Scale(100, 2, "%");
            case SECONDS -> new Scale(1, 2, "s");
            case NUMBER -> new Scale(1, 2, "");
            case BITS_PER_SECOND -> bits(size);
        };
    }

    private static Scale differenceScale(Metric metric, double size) {
        return metric.unit() == Metric.Unit.RATIO ? new Scale(100, 2, "pp") : scale(metric, size);
    }

    private static Scale bits(double size) {
        double abs = Math.abs(size);
        if (abs >= 1e9) {
            return new Scale(1e-9, 2, "Gbit/s");
        }
        return abs < 1e6 ? new Scale(1e-3, 0, "kbit/s") : new Scale(1e-6, 1, "Mbit/s");
    }
}
