package dev.tributary.scenarios.format;

import java.math.BigDecimal;

/** A closed range. */
record Range(double low, double high) {
    static final Range SHARE = new Range(0, 1);
    static final Range PERCENT = new Range(0, 100);

    boolean holds(BigDecimal value) {
        return value.compareTo(BigDecimal.valueOf(low)) >= 0
                && value.compareTo(BigDecimal.valueOf(high)) <= 0;
    }
}
