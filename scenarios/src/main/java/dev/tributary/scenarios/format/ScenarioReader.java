package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.SourceFile;
import dev.tributary.scenarios.source.YamlTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads scenario files. Whatever the bytes are, the outcome is a scenario or a {@link
 * ScenarioException} that says where and what is wrong; time and memory are bounded by the limits
 * of {@link SourceFile}, {@link YamlTree} and {@link Sweep}.
 */
public final class ScenarioReader {
    private static final int OVERRIDES_MAX = 1_000;

    private ScenarioReader() {}

    /**
     * Reads a file; a sweep in it is checked and ignored.
     *
     * @param overrides {@code a.b.c=value}, as after {@code --set}; later ones win
     * @throws ScenarioException with everything that is wrong
     */
    public static Scenario read(Path file, List<String> overrides) throws ScenarioException {
        return bind(tree(file, overrides), file);
    }

    /**
     * Reads every point of the sweep of a file; one point with an empty label when it has none.
     *
     * @param overrides as in {@link #read}; an override of a swept key ends the sweep of that key
     * @throws ScenarioException with everything that is wrong
     */
    public static List<SweepPoint> sweep(Path file, List<String> overrides)
            throws ScenarioException {
        Mapping tree = tree(file, overrides);
        bind(tree, file);
        List<SweepPoint> points = new ArrayList<>();
        for (Sweep.Point point : Sweep.points(tree)) {
            points.add(new SweepPoint(point.label(), bind(point.tree(), file)));
        }
        return points;
    }

    /** Reads a text, for instance a resolved scenario, under the name that problems give it. */
    public static Scenario parse(String text, String source) throws ScenarioException {
        return bind(root(YamlTree.parse(text, new Place(source, 1, 1))), new Problems());
    }

    private static Mapping tree(Path file, List<String> overrides) throws ScenarioException {
        Place start = new Place(file.toString(), 1, 1);
        Mapping tree = root(YamlTree.parse(SourceFile.read(file), start));
        if (overrides.size() > OVERRIDES_MAX) {
            throw new ScenarioException(
                    new Place("--set", 0, 0)
                            .problem("too many overrides", "give at most " + OVERRIDES_MAX));
        }
        for (String override : overrides) {
            Assignment assignment = Assignment.parse(override);
            tree = assignment.applyTo(Sweep.unswept(tree, assignment.key()));
        }
        return tree;
    }

    private static Mapping root(Node node) throws ScenarioException {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        boolean empty = node instanceof Scalar scalar && scalar.empty();
        throw new ScenarioException(
                node.place()
                        .problem(
                                empty ? "the file is empty" : "the file holds " + node.noun(),
                                "write 'name:', 'about:' and 'system:', see scenarios/library"));
    }

    private static Scenario bind(Mapping tree, Path file) throws ScenarioException {
        Problems problems = new Problems();
        return bind(CurveFile.included(tree, file, problems), problems);
    }

    private static Scenario bind(Mapping tree, Problems problems) throws ScenarioException {
        Optional<Scenario> scenario = ScenarioBinder.bind(tree, problems);
        problems.throwIfAny();
        return scenario.orElseThrow();
    }
}
