package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Node;
import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.SourceFile;
import dev.tributary.scenarios.source.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A curve in a CSV file beside the scenario. It is put into the scenario's tree, with the places of
 * the file, before anything is read of it: what is wrong in it is said as if it stood there.
 */
final class CurveFile {
    static final String FILE = "file";
    static final String CURVE = "curve";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}\\.csv";

    /** A number below 0 is one, and out of the range of its key. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");

    private static final List<String> HEADS = List.of("seconds,viewers", "seconds,perSecond");
    private static final int LINES_MAX = 10_000;

    private final Path file;

    /** Where the scenario names it. */
    private final Place named;

    private final Problems problems;
    private final List<Node> points = new ArrayList<>();

    private CurveFile(Path file, Place named, Problems problems) {
        this.file = file;
        this.named = named;
        this.problems = problems;
    }

    /**
     * Returns the tree of a scenario with the curve instead of the name of its file; without either
     * when that is not to be had, which is reported.
     */
    static Mapping included(Mapping tree, Path scenario, Problems problems) {
        Entry audience = tree.entries().get("audience");
        if (audience == null || !(audience.value() instanceof Mapping keys)) {
            return tree;
        }
        Entry arrivals = keys.entries().get("arrivals");
        if (arrivals == null || !(arrivals.value() instanceof Mapping source)) {
            return tree;
        }
        Entry name = source.entries().get(FILE);
        if (name == null
                || source.entries().containsKey(CURVE)
                || !(name.value() instanceof Scalar text)
                || !text.text().matches(NAME)) {
            return tree;
        }
        Map<String, Entry> changed = new LinkedHashMap<>(keys.entries());
        Path file = scenario.resolveSibling(text.text());
        Optional<Sequence> curve = new CurveFile(file, text.place(), problems).read();
        if (curve.isPresent()) {
            Map<String, Entry> held = new LinkedHashMap<>(source.entries());
            held.remove(FILE);
            held.put(CURVE, new Entry(name.keyPlace(), curve.get()));
            Mapping instead = new Mapping(source.place(), held);
            changed.put("arrivals", new Entry(arrivals.keyPlace(), instead));
        } else {
            changed.remove("arrivals");
        }
        Map<String, Entry> root = new LinkedHashMap<>(tree.entries());
        root.put("audience", new Entry(audience.keyPlace(), new Mapping(keys.place(), changed)));
        return new Mapping(tree.place(), root);
    }

    private Optional<Sequence> read() {
        int before = problems.count();
        try {
            String[] lines = SourceFile.readCurve(file, named).split("\n", LINES_MAX + 1);
            if (lines.length > LINES_MAX) {
                wrong("has more than " + LINES_MAX + " lines", "leave some out");
            } else if (read(lines)) {
                checkSize();
            }
        } catch (ScenarioException unreadable) {
            unreadable.problems().forEach(problems::add);
        }
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Sequence(named, points));
    }

    /** Reads all points; returns whether the lines say what they are. */
    private boolean read(String[] lines) {
        Place start = new Place(file.toString(), 1, 1);
        String head = "";
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Place place = start.at(i + 1, 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!head.isEmpty()) {
                point(lines[i], place, head.substring(head.indexOf(',') + 1));
            } else if (HEADS.contains(line)) {
                head = line;
            } else {
                problems.add(
                        place,
                        Words.quote(line) + " does not say what the columns are",
                        "begin with a line " + String.join(" or ", HEADS));
                return false;
            }
        }
        return true;
    }

    private void checkSize() {
        if (points.size() > PointsForm.POINTS_MAX) {
            wrong(
                    "has " + points.size() + " points",
                    "leave some out, a curve has at most " + PointsForm.POINTS_MAX);
        } else if (points.isEmpty()) {
            wrong("has no points", "write a line " + HEADS.get(0) + " and lines such as 90,1500");
        }
    }

    /** Says at the name of the file what is wrong with it as a whole. */
    private void wrong(String what, String remedy) {
        String name = Words.quote(file.getFileName().toString());
        problems.add(named, name + " " + what, remedy);
    }

    private void point(String line, Place place, String value) {
        int comma = line.indexOf(',');
        if (comma < 0 || line.indexOf(',', comma + 1) >= 0) {
            problems.add(
                    place,
                    Words.quote(line.strip()) + " is not a point",
                    "write two numbers with a comma between them, such as 90,1500");
            return;
        }
        Scalar at = number(line.substring(0, comma), place, " s");
        Scalar held = number(line.substring(comma + 1), place.at(place.line(), comma + 2), "");
        Map<String, Entry> point = new LinkedHashMap<>();
        point.put("at", new Entry(at.place(), at));
        point.put(value, new Entry(held.place(), held));
        points.add(new Mapping(place, point));
    }

    private Scalar number(String cell, Place place, String unit) {
        String digits = cell.strip();
        if (!NUMBER.matcher(digits).matches()) {
            problems.add(
                    place,
                    Words.quote(digits) + " is not a number",
                    "write digits such as 90 or 90.5");
        }
        return new Scalar(place, digits + unit, false);
    }

    /** The name of a file that has not been put in: there is no scenario's file to be beside. */
    record Name() implements Form<String> {
        @Override
        public String read(Fields fields, String key, String fallback) {
            fields.node(key);
            if (fields.given(key)) {
                fields.reject(key, "a name such as match.csv, of a file beside the scenario's");
            }
            return fallback;
        }

        @Override
        public void write(YamlWriter out, String key, String name) {
            out.put(key, name);
        }

        @Override
        public String none() {
            return "";
        }

        @Override
        public String words() {
            return "a name of letters, digits, `.`, `_` and `-`, ending in `.csv`";
        }

        @Override
        public Map<String, Object> schema() {
            return SchemaParts.map("type", "string", "pattern", "^" + NAME + "$");
        }
    }
}
