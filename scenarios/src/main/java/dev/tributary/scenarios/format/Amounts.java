package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.Words;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts such as {@code 2.5 Mbps} to numbers in the unit that their quantity holds. */
final class Amounts {
    private static final String DIGITS = "[-+]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})";
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\s*(" + DIGITS + "(?:[eE][-+]?[0-9]{1,3})?)\\s*([^0-9\\s.].{0,20}?)?\\s*");
    private static final int TEXT_MAX = 80;

    private Amounts() {}

    /** Parses a value, or reports what is wrong with the text. */
    static Optional<BigDecimal> parse(
            Quantity quantity, String text, Place place, Problems problems) {
        Matcher matcher = VALUE.matcher(text);
        if (text.length() > TEXT_MAX || !matcher.matches()) {
            problems.add(
                    place,
                    Words.quote(text) + " is not a " + quantity.noun(),
                    "write for example '" + quantity.example() + "'");
            return Optional.empty();
        }
        String number = matcher.group(1);
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal factor = quantity.factors().get(unit);
        if (factor == null) {
            String what = complaint(quantity, text, unit);
            problems.add(place, what, remedy(quantity, number, unit));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(number).multiply(factor));
    }

    private static String complaint(Quantity quantity, String text, String unit) {
        if (unit.isEmpty()) {
            return Words.quote(text) + " has no unit";
        }
        return quantity.canonical().isEmpty()
                ? Words.quote(text) + " has a unit"
                : Words.quote(unit) + " is not a unit of a " + quantity.noun();
    }

    private static String remedy(Quantity quantity, String number, String unit) {
        if (quantity.canonical().isEmpty()) {
            return "write a number alone, such as " + quantity.example();
        }
        Optional<String> meant =
                quantity.factors().keySet().stream()
                        .filter(known -> known.equalsIgnoreCase(unit))
                        .findFirst();
        if (meant.isPresent()) {
            return "did you mean '" + Words.printable(number, 20) + " " + meant.get() + "'?";
        }
        String units = String.join(", ", quantity.factors().keySet());
        return "write a "
                + quantity.noun()
                + " in "
                + units
                + ", for example '"
                + quantity.example()
                + "'";
    }
}
