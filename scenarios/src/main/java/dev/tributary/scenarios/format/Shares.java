package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Place;
import java.math.BigDecimal;
import java.util.List;

/** Shares that must make a whole. */
final class Shares {
    private static final BigDecimal SLACK = new BigDecimal("1e-9");

    private Shares() {}

    /** Reports shares of one key that do not add up to 100 %. */
    static void checkSum(List<Double> shares, Fields parent, String key, int problemsBefore) {
        String what = "the shares of '" + parent.label(key) + "'";
        checkSum(shares, parent.place(key), what, parent.problems(), problemsBefore);
    }

    /** Reports shares that do not add up to 100 %, unless one of them is wrong by itself. */
    static void checkSum(
            List<Double> shares, Place place, String what, Problems problems, int problemsBefore) {
        if (problems.count() > problemsBefore) {
            return;
        }
        BigDecimal sum =
                shares.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(SLACK) > 0) {
            problems.add(
                    place,
                    what + " add up to " + Quantity.SHARE.print(sum.doubleValue()),
                    "make them add up to 100 %");
        }
    }
}
