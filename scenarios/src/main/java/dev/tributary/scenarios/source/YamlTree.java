package dev.tributary.scenarios.source;

import dev.tributary.scenarios.source.Node.Entry;
import dev.tributary.scenarios.source.Node.Mapping;
import dev.tributary.scenarios.source.Node.Scalar;
import dev.tributary.scenarios.source.Node.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;

/**
 * YAML text to {@link Node}. Builds from parser events, so that nothing is ever expanded or
 * constructed: no aliases, no tags, no second document, no key twice, at most {@link #DEPTH_MAX}
 * levels and {@link #NODES_MAX} values.
 */
public final class YamlTree {
    public static final int DEPTH_MAX = 16;
    public static final int NODES_MAX = 20_000;
    public static final int CHARS_MAX = 1 << 20;

    private final Place start;
    private final Iterator<Event> events;
    private int nodes;

    private YamlTree(String text, Place start) {
        this.start = start;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARS_MAX);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /** Returns the only document of the text; an empty text is an empty scalar. */
    public static Node parse(String text, Place start) throws ScenarioException {
        checkCharacters(text, start);
        try {
            return new YamlTree(text, start).document();
        } catch (MarkedYAMLException broken) {
            throw new ScenarioException(syntax(broken, text, start));
        } catch (YAMLException broken) {
            throw new ScenarioException(
                    start.problem("not YAML: " + broken.getMessage(), "check the text"));
        }
    }

    private static void checkCharacters(String text, Place start) throws ScenarioException {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            boolean control = point < 32 && point != '\n' && point != '\r' && point != '\t';
            if (control || point == 0x7f || point == 0xfffe || point == 0xffff) {
                throw new ScenarioException(
                        start.at(line, column)
                                .problem("a control character", "remove it or write it as text"));
            }
            column++;
            if (point == '\n') {
                line++;
                column = 1;
            }
        }
    }

    private static Problem syntax(MarkedYAMLException broken, String text, Place start) {
        Mark mark = broken.getProblemMark();
        Place place = start.at(mark.getLine() + 1, mark.getColumn() + 1);
        int at = mark.getIndex();
        int index = text.offsetByCodePoints(0, Math.min(at, text.codePointCount(0, text.length())));
        if (index < text.length() && text.charAt(index) == '\t') {
            return place.problem("a tab in the indentation", "use spaces, YAML forbids tabs there");
        }
        String what = broken.getProblem() == null ? "broken text" : broken.getProblem();
        return place.problem(
                "not YAML: " + what,
                "check indentation, colons, quotes and brackets here and on the line before");
    }

    private Node document() throws ScenarioException {
        Node root = new Scalar(start, "", false);
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                if (seen) {
                    throw failure(event, "a second document", "keep one scenario per file");
                }
                seen = true;
                root = node(events.next(), 1);
            } else if (event instanceof StreamEndEvent) {
                break;
            }
        }
        return root;
    }

    private Node node(Event event, int depth) throws ScenarioException {
        if (event instanceof AliasEvent || ((NodeEvent) event).getAnchor() != null) {
            throw failure(
                    event,
                    "anchors and aliases (& and *) are not supported",
                    "write the value out at each place");
        }
        if (depth > DEPTH_MAX) {
            throw failure(
                    event,
                    "nested too deeply",
                    "a scenario needs at most " + DEPTH_MAX + " levels");
        }
        if (++nodes > NODES_MAX) {
            throw failure(
                    event,
                    "more than " + NODES_MAX + " values",
                    "split the scenario into several files");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(event, scalar.getTag());
            boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
            return new Scalar(place(event), scalar.getValue(), quoted);
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(event, sequence.getTag());
            return new Sequence(place(event), items(depth));
        }
        refuseTag(event, ((MappingStartEvent) event).getTag());
        return new Mapping(place(event), entries(depth));
    }

    private List<Node> items(int depth) throws ScenarioException {
        List<Node> items = new ArrayList<>();
        for (Event next = events.next();
                !(next instanceof SequenceEndEvent);
                next = events.next()) {
            items.add(node(next, depth + 1));
        }
        return items;
    }

    private Map<String, Entry> entries(int depth) throws ScenarioException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            if (!(node(next, depth + 1) instanceof Scalar key)) {
                throw failure(next, "a list or map as a key", "write 'key: value'");
            }
            Entry before = entries.get(key.text());
            if (before != null) {
                throw failure(
                        next,
                        "the key " + Words.quote(key.text()) + " is given twice",
                        "keep one of them, the first is in line " + before.keyPlace().line());
            }
            entries.put(key.text(), new Entry(key.place(), node(events.next(), depth + 1)));
        }
        return entries;
    }

    private void refuseTag(Event event, String tag) throws ScenarioException {
        if (tag != null) {
            throw failure(event, "tags (!) are not supported", "write a plain value");
        }
    }

    private Place place(Event event) {
        Mark mark = event.getStartMark();
        return start.at(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private ScenarioException failure(Event event, String what, String remedy) {
        return new ScenarioException(place(event).problem(what, remedy));
    }
}
