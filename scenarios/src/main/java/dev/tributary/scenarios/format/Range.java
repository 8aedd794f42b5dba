package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Place;
import java.math.BigDecimal;

/** A closed range of numbers, in the unit that a quantity holds. */
record Range(BigDecimal low, BigDecimal high) {
    static final Range SHARE = new Range(0, 1);

    Range(double low, double high) {
        this(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    }

    /** Parses {@code low..high}, each with its unit. */
    static Range parse(String text, Quantity quantity) {
        int dots = text.indexOf("..");
        Problems problems = new Problems();
        Place place = new Place("the range '" + text + "'", 0, 0);
        return new Range(
                Amounts.parse(quantity, text.substring(0, dots), place, problems).orElseThrow(),
                Amounts.parse(quantity, text.substring(dots + 2), place, problems).orElseThrow());
    }

    boolean holds(BigDecimal value) {
        return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
    }

    /** Returns the range as messages show it, each end with its unit. */
    String print(Quantity quantity) {
        return quantity.print(low.doubleValue()) + ".." + quantity.print(high.doubleValue());
    }
}
