package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number with a unit, or a word in its place.
 *
 * @param word what may stand in place of a number, such as {@code off}
 */
record QuantityForm(Quantity quantity, Range range, Optional<Word> word) implements Form<Double> {
    /** A text that stands for a number outside the range. */
    record Word(String text, double value) {
        /** Parses {@code off = -1}. */
        static Optional<Word> parse(String text) {
            int equals = text.indexOf(" = ");
            return equals < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Word(
                                    text.substring(0, equals),
                                    Double.parseDouble(text.substring(equals + 3))));
        }
    }

    /** A number with a unit that must be whole in the unit that its quantity holds. */
    record Whole(QuantityForm number) implements Form<Integer> {
        @Override
        public Integer read(Fields fields, String key, Integer fallback) {
            double value = number.read(fields, key, (double) fallback);
            if (value == Math.rint(value)) {
                return (int) value;
            }
            String near = number.quantity.print(Math.rint(value));
            fields.problems()
                    .add(
                            fields.place(key),
                            Words.quote(fields.label(key))
                                    + " must be whole in "
                                    + number.quantity.canonical(),
                            "write for example '" + near + "'");
            return fallback;
        }

        @Override
        public void write(YamlWriter out, String key, Integer value) {
            number.write(out, key, (double) value);
        }

        @Override
        public Integer none() {
            return 0;
        }

        @Override
        public String words() {
            return number.words() + ", whole " + number.quantity.canonical();
        }

        @Override
        public Map<String, Object> schema() {
            return number.schema();
        }
    }

    @Override
    public Double read(Fields fields, String key, Double fallback) {
        return word.filter(w -> fields.word(key, w.text()))
                .map(Word::value)
                .orElseGet(() -> fields.quantity(key, quantity, fallback, range));
    }

    @Override
    public void write(YamlWriter out, String key, Double value) {
        boolean named = word.isPresent() && word.get().value() == value;
        out.put(key, named ? word.get().text() : quantity.print(value));
    }

    @Override
    public Double none() {
        return 0.;
    }

    @Override
    public String words() {
        String number = range.print(quantity);
        return word.map(w -> number + ", or `" + w.text() + "`").orElse(number);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> number = SchemaParts.quantity(quantity, range);
        return word.map(
                        w ->
                                SchemaParts.map(
                                        "anyOf",
                                        List.of(SchemaParts.map("const", w.text()), number)))
                .orElse(number);
    }
}
