package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The check that documents, sections and decisions exist where code or documents cite them: {@code
 * theory.md 1.10 and 2.3}, {@code reliability.md T9, T16}, {@code decision 43}, {@code protocol
 * 6.2}.
 */
final class Citations {
    private static final Pattern DOCUMENT =
            Pattern.compile("(?<![\\w./-])[\\w./-]*?[\\w-]\\.md\\b");
    private static final Pattern DECISION = Pattern.compile("\\b[Dd]ecisions?(?= \\d)");
    private static final Pattern PROTOCOL = Pattern.compile("\\b[Pp]rotocol(?= \\d+\\.\\d)");
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?!\\d{4}-\\d{2}(?!\\d))" // a month is no section
                            + "([A-Z]\\d{1,2}|\\d{1,6}(?:\\.\\d{1,2})*)"
                            + "(?![\\w%]|\\.\\d| %)(\\([a-d]\\))?");
    private static final Pattern BEFORE = Pattern.compile("(?:#[\\w-]+)?[`)]?'?s?,? ");
    private static final Pattern BETWEEN = Pattern.compile("(?:, and |, | and | to |-)");

    /** A line break within a comment, with what begins the next line. */
    private static final Pattern BREAK = Pattern.compile("\\s*\\n[ \\t]*(?:\\*(?!/)|//|#)?[ \\t]*");

    private static final int REACH = 160;

    private final Map<String, String> texts;
    private final Map<String, Set<String>> sections;

    Citations(Map<String, String> texts) {
        this.texts = texts;
        sections =
                texts.keySet().stream()
                        .filter(path -> path.endsWith(".md"))
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        path -> new Markdown(texts.get(path)).sections()));
    }

    /** Returns what is cited and does not exist: file, line, citation. Our own tests plant some. */
    List<String> complaints() {
        Set<String> complaints = new TreeSet<>();
        texts.forEach(
                (path, text) -> {
                    if (!path.startsWith("tidy/src/")) {
                        find(DOCUMENT, path, text, complaints);
                        find(DECISION, path, text, complaints);
                        find(PROTOCOL, path, text, complaints);
                    }
                });
        return List.copyOf(complaints);
    }

    private void find(Pattern pattern, String path, String text, Set<String> complaints) {
        Matcher cited = pattern.matcher(text);
        while (cited.find()) {
            String name = cited.group();
            String where = path + ":" + Markdown.line(text, cited.start()) + ": ";
            String document = document(path, name, pattern);
            if (document == null) {
                if (!quoted(text, cited.start())) {
                    complaints.add(where + "there is no document " + name);
                }
                continue;
            }
            for (String reference : references(text, cited.end())) {
                if (!sections.get(document).contains(reference)) {
                    complaints.add(where + document + " has no " + reference);
                }
            }
        }
    }

    /** Returns whether a literal begins here, which may name a file that a program makes. */
    private static boolean quoted(String text, int start) {
        return start > 0 && text.charAt(start - 1) == '"';
    }

    /** Returns the path of the document that is meant, or null. */
    private String document(String from, String name, Pattern pattern) {
        if (pattern == DECISION) {
            return "docs/decisions.md";
        }
        if (pattern == PROTOCOL) {
            return "docs/protocol.md";
        }
        String plain = name.replaceAll("^(\\.{1,2}/)+", "");
        String folder = from.substring(0, from.lastIndexOf('/') + 1);
        if (sections.containsKey(folder + plain)) {
            return folder + plain;
        }
        return sections.keySet().stream()
                .filter(path -> path.equals(plain) || path.endsWith("/" + plain))
                .findFirst()
                .orElse(null);
    }

    /** Returns the sections that follow the name of a document. */
    private static List<String> references(String text, int end) {
        String tail = text.substring(end, Math.min(text.length(), end + REACH));
        String words = BREAK.matcher(tail).replaceAll(" ");
        List<String> references = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(words);
        Matcher between = BEFORE.matcher(words);
        int at = 0;
        while (between.region(at, words.length()).lookingAt()
                && reference.region(between.end(), words.length()).lookingAt()) {
            references.add(reference.group(1));
            at = reference.end();
            between.usePattern(BETWEEN);
        }
        return references;
    }
}
