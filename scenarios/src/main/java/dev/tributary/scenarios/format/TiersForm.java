package dev.tributary.scenarios.format;

import dev.tributary.scenarios.NetworkSpec.AccessTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kinds of fixed lines, whose shares add up to 100 %. */
record TiersForm(Section<AccessTier> tier) implements Form<List<AccessTier>> {
    private static final int LIST_MAX = 64;

    TiersForm() {
        this(Section.of(AccessTier.class));
    }

    @Override
    public List<AccessTier> read(Fields parent, String key, List<AccessTier> fallback) {
        int before = parent.problems().count();
        List<AccessTier> tiers = new ArrayList<>();
        for (Node item : parent.items(key, LIST_MAX)) {
            tiers.add(tier.read(parent.item(key, item), tier.none()));
        }
        if (tiers.isEmpty()) {
            return fallback;
        }
        Shares.checkSum(tiers.stream().map(AccessTier::share).toList(), parent, key, before);
        return tiers;
    }

    @Override
    public void write(YamlWriter out, String key, List<AccessTier> tiers) {
        YamlWriter inner = out.map(key);
        tiers.forEach(each -> tier.write(inner.item(), each));
    }

    @Override
    public List<AccessTier> none() {
        return List.of();
    }

    @Override
    public String words() {
        return "a list of 1 to " + LIST_MAX + " tiers";
    }

    @Override
    public List<Row<?>> rows() {
        return tier.rows();
    }

    @Override
    public Map<String, Object> schema() {
        return SchemaParts.list(tier.schema(), 1, LIST_MAX);
    }
}
