package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Markdown text: what can be linked to and cited in it, and what it links to. */
final class Markdown {
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");

    /** A number at the head of a heading, of a paragraph, or in the first cell of a row. */
    private static final List<Pattern> NUMBERS =
            List.of(
                    Pattern.compile("(?m)^#{1,6} +(\\d+(?:\\.\\d+)*)[. ]"),
                    Pattern.compile("(?m)^(\\d+\\.\\d+) "),
                    Pattern.compile("(?m)^([A-Z]\\d+)\\b"),
                    Pattern.compile("(?m)^\\| *([A-Z]?\\d+(?:\\.\\d+)*)(?= *\\||[: ])"));

    /**
     * A link to a file of the repository or to a place in one.
     *
     * @param line from 1
     * @param path relative to the linking file; empty for the file itself
     * @param anchor empty for the whole file
     */
    record Link(int line, String path, String anchor) {}

    private final String text;

    Markdown(String text) {
        this.text = blank(FENCE, text);
    }

    /** Returns the anchors of the headings as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading = HEADING.matcher(text);
        while (heading.find()) {
            String slug = slug(heading.group(1));
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        }
        return anchors;
    }

    /** Returns the sections and rows that can be cited by number. */
    Set<String> sections() {
        Set<String> sections = new LinkedHashSet<>();
        for (Pattern pattern : NUMBERS) {
            Matcher number = pattern.matcher(text);
            while (number.find()) {
                sections.add(number.group(1));
            }
        }
        return sections;
    }

    /** Returns the links that lead to files, in order. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        Matcher link = LINK.matcher(blank(CODE, text));
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains("://") && !target.startsWith("mailto:")) {
                int hash = target.indexOf('#');
                String path = hash < 0 ? target : target.substring(0, hash);
                String anchor = hash < 0 ? "" : target.substring(hash + 1);
                links.add(new Link(line(text, link.start()), path, anchor));
            }
        }
        return links;
    }

    /** Returns the number of the line of an offset, from 1. */
    static int line(String text, int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private static String slug(String heading) {
        String plain = heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
        return plain.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    /** Replaces what a pattern finds by spaces, so that offsets stay. */
    private static String blank(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(m -> m.group().replaceAll("[^\\n]", " "));
    }
}
