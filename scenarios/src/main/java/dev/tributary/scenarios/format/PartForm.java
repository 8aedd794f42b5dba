package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Words;
import java.util.Map;
import java.util.Optional;

/**
 * A share that names its whole, such as {@code 50 % of mobile}: a bare share would mislead.
 *
 * @param whole what it is a share of
 */
record PartForm(String whole) implements Form<Double> {
    @Override
    public Double read(Fields fields, String key, Double fallback) {
        Optional<Scalar> scalar = fields.scalar(key);
        if (scalar.isEmpty()) {
            return fallback;
        }
        String text = scalar.get().text().strip();
        String suffix = " of " + whole;
        if (!text.endsWith(suffix)) {
            fields.problems()
                    .add(
                            scalar.get().place(),
                            Words.quote(text) + " does not say of what",
                            "write for example '50 %" + suffix + "'");
            return fallback;
        }
        String share = text.substring(0, text.length() - suffix.length());
        return fields.inRange(scalar.get(), share, Quantity.SHARE, Range.SHARE).orElse(fallback);
    }

    @Override
    public void write(YamlWriter out, String key, Double value) {
        out.put(key, Quantity.SHARE.print(value) + " of " + whole);
    }

    @Override
    public Double none() {
        return 0.;
    }

    @Override
    public String words() {
        return "0 %..100 % of " + whole;
    }

    @Override
    public Map<String, Object> schema() {
        return SchemaParts.text(SchemaParts.NUMBER + "\\s*%\\s+of " + whole);
    }
}
