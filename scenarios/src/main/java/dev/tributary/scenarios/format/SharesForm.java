package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Quantity;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shares that add up to 100 %, as a list. */
record SharesForm() implements Form<List<Double>> {
    private static final int LIST_MAX = 64;

    /**
     * The same as a map; a name left out has 0 %.
     *
     * @param names in the order in which the shares are held
     */
    record Named(List<String> names) implements Form<List<Double>> {
        @Override
        public List<Double> read(Fields parent, String key, List<Double> fallback) {
            int before = parent.problems().count();
            Fields fields = parent.object(key, rows());
            List<Double> shares = new ArrayList<>();
            for (String name : names) {
                shares.add(fields.quantity(name, Quantity.SHARE, 0, Range.SHARE));
            }
            fields.close();
            if (!parent.given(key)) {
                return fallback;
            }
            Shares.checkSum(shares, parent, key, before);
            return shares;
        }

        @Override
        public void write(YamlWriter out, String key, List<Double> shares) {
            YamlWriter inner = out.map(key);
            for (int i = 0; i < shares.size(); i++) {
                inner.put(names.get(i), Quantity.SHARE, shares.get(i));
            }
        }

        @Override
        public List<Double> none() {
            return List.of();
        }

        @Override
        public String words() {
            return "a share for each of " + String.join(", ", names) + ", together 100 %";
        }

        @Override
        public List<Row<?>> rows() {
            List<Row<?>> rows = new ArrayList<>();
            Form<Double> share = Forms.share();
            names.forEach(name -> rows.add(row(name, share)));
            return rows;
        }

        private static Row<Double> row(String name, Form<Double> share) {
            return new Row<>(name, share, "", "Share of " + name + ", 0 % when left out", "");
        }

        @Override
        public Map<String, Object> schema() {
            return SchemaParts.object(rows());
        }
    }

    @Override
    public List<Double> read(Fields parent, String key, List<Double> fallback) {
        int before = parent.problems().count();
        List<Double> shares = new ArrayList<>();
        for (Node item : parent.items(key, LIST_MAX)) {
            if (item instanceof Scalar scalar) {
                parent.inRange(scalar, scalar.text(), Quantity.SHARE, Range.SHARE)
                        .ifPresent(shares::add);
            } else {
                parent.problems()
                        .add(
                                item.place(),
                                "a provider is " + item.noun() + ", not a share",
                                "write for example '46 %'");
            }
        }
        if (shares.isEmpty()) {
            return fallback;
        }
        Shares.checkSum(shares, parent, key, before);
        return shares;
    }

    @Override
    public void write(YamlWriter out, String key, List<Double> shares) {
        YamlWriter inner = out.map(key);
        shares.forEach(share -> inner.item(Quantity.SHARE.print(share)));
    }

    @Override
    public List<Double> none() {
        return List.of();
    }

    @Override
    public String words() {
        return "a list of 1 to " + LIST_MAX + " shares, together 100 %";
    }

    @Override
    public Map<String, Object> schema() {
        return SchemaParts.list(Forms.share().schema(), 1, LIST_MAX);
    }
}
