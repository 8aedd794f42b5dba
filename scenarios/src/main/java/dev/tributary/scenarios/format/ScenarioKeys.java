package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.YamlTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every value of a scenario's text by its dotted key, as {@code --set} names it. */
public final class ScenarioKeys {
    private ScenarioKeys() {}

    /**
     * Returns values by key, in the order of the text. It need not be a scenario that is known
     * today: only its YAML is read.
     *
     * @param source the name that problems give the text
     */
    public static Map<String, String> of(String text, String source) throws ScenarioException {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "", YamlTree.parse(text, new Place(source, 1, 1)));
        return values;
    }

    private static void put(Map<String, String> values, String key, Node node) {
        String before = key.isEmpty() ? "" : key + ".";
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> put(values, before + name, entry.value()));
        } else if (node instanceof Sequence sequence) {
            List<Node> items = sequence.items();
            for (int i = 0; i < items.size(); i++) {
                put(values, before + i, items.get(i));
            }
        } else {
            values.put(key, ((Scalar) node).text());
        }
    }
}
