package dev.tributary.scenarios.format;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.tributary.scenarios.format.Node.Entry;
import dev.tributary.scenarios.format.Node.Mapping;
import dev.tributary.scenarios.format.Node.Scalar;
import dev.tributary.scenarios.format.Node.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The published JSON Schema as a second opinion. The binder speaks first, because it knows units
 * and suggestions; what it lets pass must also satisfy the schema, so that editors and the reader
 * never disagree.
 */
final class SchemaCheck {
    private static final String RESOURCE = "scenario.schema.json";

    private SchemaCheck() {}

    /** Parsed on first use: it costs more than reading a scenario. */
    private static final class Holder {
        static final Schema SCHEMA =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(text(), InputFormat.JSON);
    }

    /** Returns the text of the schema. */
    static String text() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the schema is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void check(Mapping tree, Problems problems) {
        for (Error error : Holder.SCHEMA.validate(JsonTree.of(tree))) {
            Node node = at(tree, error.getInstanceLocation());
            problems.add(
                    node.place(),
                    "'" + dotted(error.getInstanceLocation()) + "': " + error.getMessage(),
                    remedy(node, error.getKeyword()));
        }
    }

    private static String remedy(Node node, String keyword) {
        boolean scalar = node instanceof Scalar;
        if (scalar && (keyword.equals("type") || keyword.equals("anyOf"))) {
            return ((Scalar) node).quoted() ? "write it without quotes" : "put it in quotes";
        }
        return "see the description in scenarios/schema/" + RESOURCE;
    }

    private static Node at(Node tree, NodePath path) {
        Node node = tree;
        for (int i = 0; i < path.getNameCount(); i++) {
            if (node instanceof Mapping mapping) {
                Entry entry = mapping.entries().get(path.getName(i));
                if (entry == null) {
                    return node;
                }
                node = entry.value();
            } else if (node instanceof Sequence sequence
                    && path.getElement(i) instanceof Integer index
                    && index < sequence.items().size()) {
                node = sequence.items().get(index);
            }
        }
        return node;
    }

    private static String dotted(NodePath path) {
        StringBuilder dotted = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            dotted.append(i == 0 ? "" : ".").append(path.getName(i));
        }
        return dotted.toString();
    }
}
