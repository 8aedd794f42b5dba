package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import dev.tributary.scenarios.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A list of parts of a whole, whose shares add up to 100 %.
 *
 * @param noun what they are
 * @param section the keys of one
 * @param share the share of one
 * @param plain one of which nothing but the share is given; empty when that is not enough
 */
record PartsForm<R extends Record>(
        String noun,
        Section<R> section,
        ToDoubleFunction<R> share,
        Optional<DoubleFunction<R>> plain)
        implements Form<List<R>> {
    private static final int LIST_MAX = 64;

    PartsForm(String noun, Class<R> type, ToDoubleFunction<R> share) {
        this(noun, Section.of(type), share, Optional.empty());
    }

    PartsForm(String noun, Class<R> type, ToDoubleFunction<R> share, DoubleFunction<R> plain) {
        this(noun, Section.of(type), share, Optional.of(plain));
    }

    @Override
    public List<R> read(Fields parent, String key, List<R> fallback) {
        int before = parent.problems().count();
        List<R> parts = new ArrayList<>();
        for (Node item : parent.items(key, LIST_MAX)) {
            if (item instanceof Scalar scalar && plain.isPresent()) {
                parent.inRange(scalar, scalar.text(), Quantity.SHARE, Range.SHARE)
                        .ifPresent(value -> parts.add(plain.get().apply(value)));
            } else if (item instanceof Sequence && plain.isPresent()) {
                parent.problems()
                        .add(
                                item.place(),
                                "an entry of " + Words.quote(key) + " is a list, not a share",
                                "write for example '46 %'");
            } else {
                parts.add(section.read(parent.item(key, item), section.none()));
            }
        }
        if (parts.isEmpty()) {
            return fallback;
        }
        List<Double> shares = parts.stream().map(share::applyAsDouble).toList();
        Shares.checkSum(shares, parent, key, before);
        return parts;
    }

    @Override
    public void write(YamlWriter out, String key, List<R> parts) {
        YamlWriter inner = out.map(key);
        for (R part : parts) {
            double value = share.applyAsDouble(part);
            if (plain.isPresent() && part.equals(plain.get().apply(value))) {
                inner.item(Quantity.SHARE.print(value));
            } else {
                section.write(inner.item(), part);
            }
        }
    }

    @Override
    public List<R> none() {
        return List.of();
    }

    @Override
    public String words() {
        return "a list of 1 to " + LIST_MAX + " " + noun;
    }

    @Override
    public List<Row<?>> rows() {
        return section.rows();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> whole = section.schema();
        Map<String, Object> item =
                plain.isEmpty()
                        ? whole
                        : SchemaParts.map("anyOf", List.of(Forms.share().schema(), whole));
        return SchemaParts.list(item, 1, LIST_MAX);
    }
}
