package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The check that no file names a folder that only one machine has. */
final class MachinePaths {
    private static final Pattern PATH =
            Pattern.compile(
                    "(?<![\\w.$}~-])(?:/(?:home|Users|root|work|mnt|private)/[\\w.-]+|[A-Z]:\\\\{1,2}Users\\b)[\\w./\\\\-]*");

    private MachinePaths() {}

    static List<String> complaints(Map<String, String> texts) {
        List<String> complaints = new ArrayList<>();
        texts.forEach(
                (file, text) -> {
                    Matcher path = PATH.matcher(text);
                    while (path.find()) {
                        int line = Markdown.line(text, path.start());
                        complaints.add(
                                file + ":" + line + ": a path of one machine: " + path.group());
                    }
                });
        return complaints;
    }
}
