package dev.tributary.tidy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The check that every package of production code has a package-info that says what it is. */
final class Packages {
    private static final Pattern SOURCE = Pattern.compile("(.*/src/main/java/(.*))/[^/]+\\.java");
    private static final Pattern COMMENT =
            Pattern.compile("(?s)\\A/\\*\\*(.*?)\\*/\\s*(?:@\\w+\\s+)*package ");
    private static final int WORDS_MIN = 4;

    private Packages() {}

    /** Returns the packages without words, by one of their folders. */
    static List<String> complaints(Map<String, String> texts) {
        TreeSet<String> complaints = new TreeSet<>();
        for (String path : texts.keySet()) {
            Matcher source = SOURCE.matcher(path);
            if (source.matches() && !said(texts, source.group(2))) {
                complaints.add(
                        source.group(1) + ": no package-info.java says what this package is");
            }
        }
        return List.copyOf(complaints);
    }

    /** A package that two modules share is said once. */
    private static boolean said(Map<String, String> texts, String folder) {
        String name = "/src/main/java/" + folder + "/package-info.java";
        return texts.entrySet().stream()
                .anyMatch(file -> file.getKey().endsWith(name) && says(file.getValue()));
    }

    private static boolean says(String text) {
        Matcher comment = COMMENT.matcher(text);
        return comment.find()
                && comment.group(1).replace("*", " ").trim().split("\\s+").length >= WORDS_MIN;
    }
}
