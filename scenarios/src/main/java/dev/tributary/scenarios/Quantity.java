package dev.tributary.scenarios;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A kind of value with units. All arithmetic is decimal, so that what is printed in the unit {@link
 * #canonical} reads back as the same double.
 */
public enum Quantity {
    /** Seconds. */
    SECONDS("time", "s", "4 s", "ms=0.001 s=1 min=60 h=3600"),
    /** Milliseconds. */
    MILLIS("time", "ms", "4 s", "ms=1 s=1000 min=60000 h=3600000"),
    /** Kilobits per second. */
    KBPS(
            "bit rate",
            "kbps",
            "2.5 Mbps",
            "kbps=1 Mbps=1000 Gbps=1000000 kbit/s=1 Mbit/s=1000 Gbit/s=1000000"),
    /** Megabits per second. */
    MBPS(
            "bit rate",
            "Mbps",
            "8 Mbps",
            "kbps=0.001 Mbps=1 Gbps=1000 kbit/s=0.001 Mbit/s=1 Gbit/s=1000"),
    /** A part of a whole, 1 for all of it. */
    SHARE("share", "%", "70 %", "%=0.01"),
    /** A part of a whole, 100 for all of it. */
    PERCENT("share", "%", "70 %", "%=1"),
    /** Frames per second. */
    FPS("frame rate", "fps", "25 fps", "fps=1"),
    /** A number without a unit. */
    NUMBER("number", "", "1.2", "=1");

    private final String noun;
    private final String canonical;
    private final String example;
    private final String units;

    Quantity(String noun, String canonical, String example, String units) {
        this.noun = noun;
        this.canonical = canonical;
        this.example = example;
        this.units = units;
    }

    /** Returns what it is. */
    public String noun() {
        return noun;
    }

    /** Returns the unit in which values are held and printed, empty when there is none. */
    public String canonical() {
        return canonical;
    }

    /** Returns a correct value. */
    public String example() {
        return example;
    }

    /** Returns the units that are accepted, each as a multiple of the held one. */
    public Map<String, BigDecimal> factors() {
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        for (String unit : units.split(" ", -1)) {
            int equals = unit.indexOf('=');
            factors.put(unit.substring(0, equals), new BigDecimal(unit.substring(equals + 1)));
        }
        return factors;
    }

    /** Returns the text that reads back as the same double. */
    public String print(double value) {
        BigDecimal held = BigDecimal.valueOf(value);
        BigDecimal shown = canonical.isEmpty() ? held : held.divide(factors().get(canonical));
        String digits = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        return canonical.isEmpty() ? digits : digits + " " + canonical;
    }
}
