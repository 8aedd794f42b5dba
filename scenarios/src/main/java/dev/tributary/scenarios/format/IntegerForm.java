package dev.tributary.scenarios.format;

import java.util.Map;

/** A whole number without a unit, from a closed range. */
record IntegerForm(long low, long high) implements Form<Long> {
    /** The same where an {@code int} is held. */
    record Small(IntegerForm number) implements Form<Integer> {
        @Override
        public Integer read(Fields fields, String key, Integer fallback) {
            return (int) (long) number.read(fields, key, (long) fallback);
        }

        @Override
        public void write(YamlWriter out, String key, Integer value) {
            number.write(out, key, (long) value);
        }

        @Override
        public Integer none() {
            return 0;
        }

        @Override
        public String words() {
            return number.words();
        }

        @Override
        public Map<String, Object> schema() {
            return number.schema();
        }
    }

    /** Parses {@code low..high}. */
    static IntegerForm parse(String range) {
        int dots = range.indexOf("..");
        return new IntegerForm(
                Long.parseLong(range.substring(0, dots)),
                Long.parseLong(range.substring(dots + 2)));
    }

    @Override
    public Long read(Fields fields, String key, Long fallback) {
        return fields.integer(key, fallback, low, high);
    }

    @Override
    public void write(YamlWriter out, String key, Long value) {
        out.put(key, value.toString());
    }

    @Override
    public Long none() {
        return 0L;
    }

    @Override
    public String words() {
        return low + ".." + high;
    }

    @Override
    public Map<String, Object> schema() {
        return SchemaParts.map("type", "integer", "minimum", low, "maximum", high);
    }
}
