package dev.tributary.scenarios.format;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of value with units. All arithmetic is decimal, so that what is printed in the first unit
 * of {@link #canonical} reads back as the same double.
 *
 * @param noun what it is, with its article
 * @param canonical the unit in which values are held and printed, empty when there is none
 * @param factors units that are accepted, each as a multiple of the held one
 * @param example a correct value
 */
record Quantity(String noun, String canonical, Map<String, BigDecimal> factors, String example) {
    static final Quantity SECONDS =
            of("a time", "s", "4 s", "ms", "0.001", "s", "1", "min", "60", "h", "3600");
    static final Quantity MILLIS =
            of("a time", "ms", "4 s", "ms", "1", "s", "1000", "min", "60000", "h", "3600000");
    static final Quantity KBPS =
            of("a bit rate", "kbps", "2.5 Mbps", "kbps", "1", "Mbps", "1000", "Gbps", "1000000");
    static final Quantity MBPS =
            of("a bit rate", "Mbps", "8 Mbps", "kbps", "0.001", "Mbps", "1", "Gbps", "1000");
    static final Quantity SHARE = of("a share", "%", "70 %", "%", "0.01");
    static final Quantity PERCENT = of("a share", "%", "70 %", "%", "1");
    static final Quantity FPS = of("a frame rate", "fps", "25 fps", "fps", "1");
    static final Quantity NUMBER = of("a number", "", "1.2", "", "1");

    private static final String DIGITS = "[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)";
    private static final Pattern VALUE =
            Pattern.compile("(" + DIGITS + "(?:[eE][-+]?[0-9]{1,3})?)\\s*([^0-9\\s.].{0,20})?");
    private static final int TEXT_MAX = 80;

    private static Quantity of(String noun, String canonical, String example, String... units) {
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        for (int i = 0; i < units.length; i += 2) {
            factors.put(units[i], new BigDecimal(units[i + 1]));
        }
        return new Quantity(noun, canonical, factors, example);
    }

    /** Parses a value, or reports what is wrong with the text. */
    Optional<BigDecimal> parse(String text, Place place, Problems problems) {
        Matcher matcher = VALUE.matcher(text.strip());
        if (text.length() > TEXT_MAX || !matcher.matches()) {
            problems.add(
                    place,
                    Words.quote(text) + " is not " + noun,
                    "write for example '" + example + "'");
            return Optional.empty();
        }
        String number = matcher.group(1);
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal factor = factors.get(unit);
        if (factor == null) {
            problems.add(place, complaint(text, unit), remedy(number, unit));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(number).multiply(factor));
    }

    private String complaint(String text, String unit) {
        if (unit.isEmpty()) {
            return Words.quote(text) + " has no unit";
        }
        return canonical.isEmpty()
                ? Words.quote(text) + " has a unit"
                : Words.quote(unit) + " is not a unit of " + noun;
    }

    private String remedy(String number, String unit) {
        if (canonical.isEmpty()) {
            return "write a number alone, such as " + example;
        }
        Optional<String> meant =
                factors.keySet().stream().filter(known -> known.equalsIgnoreCase(unit)).findFirst();
        if (meant.isPresent()) {
            return "did you mean '" + Words.printable(number, 20) + " " + meant.get() + "'?";
        }
        String units = String.join(", ", factors.keySet());
        return "write " + noun + " in " + units + ", for example '" + example + "'";
    }

    /** Returns the text that {@link #parse} reads back as the same double. */
    String print(double value) {
        BigDecimal held = BigDecimal.valueOf(value);
        BigDecimal shown = canonical.isEmpty() ? held : held.divide(factors.get(canonical));
        String digits = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        return canonical.isEmpty() ? digits : digits + " " + canonical;
    }
}
