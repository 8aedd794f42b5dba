package dev.tributary.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The check that relative links of Markdown texts lead to files and to headings. */
final class Links {
    private final Map<String, String> texts;
    private final Set<String> others;

    /**
     * @param texts Markdown and other texts by path
     * @param others further paths that exist: folders, pictures
     */
    Links(Map<String, String> texts, Set<String> others) {
        this.texts = texts;
        this.others = others;
    }

    /** Returns the links that lead nowhere: file, line, target. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        texts.forEach(
                (path, text) -> {
                    if (path.endsWith(".md")) {
                        for (Markdown.Link link : new Markdown(text).links()) {
                            fault(path, link)
                                    .ifPresent(
                                            fault ->
                                                    complaints.add(
                                                            path
                                                                    + ":"
                                                                    + link.line()
                                                                    + ": "
                                                                    + fault));
                        }
                    }
                });
        return complaints;
    }

    private Optional<String> fault(String from, Markdown.Link link) {
        String target = link.path().isEmpty() ? from : resolve(from, link.path());
        if (!texts.containsKey(target) && !others.contains(target)) {
            return Optional.of("the link leads to no file: " + target);
        }
        if (link.anchor().isEmpty()) {
            return Optional.empty();
        }
        boolean there =
                target.endsWith(".md")
                        && new Markdown(texts.get(target)).anchors().contains(link.anchor());
        return there
                ? Optional.empty()
                : Optional.of(target + " has no heading for #" + link.anchor());
    }

    private static String resolve(String from, String path) {
        Path folder = Path.of("/" + from).getParent();
        String resolved = folder.resolve(path).normalize().toString().replace('\\', '/');
        return resolved.substring(1);
    }
}
