package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The check that each decision has a number of its own, a row in the table, a status, a bold claim,
 * and names types that exist.
 */
final class Decisions {
    private static final Pattern ENTRY =
            Pattern.compile("(?ms)^### (\\d+)\\. ([^\\n]+)\\n(.*?)(?=^#{2,3} |\\z)");
    private static final Pattern STATUS =
            Pattern.compile("(?s)\\A\\*(?:In force|Partly|Overtaken)[^\\n]*?\\.\\*([^\\n]*)\\n");
    private static final Pattern CLAIM =
            Pattern.compile("(?m)^\\*\\*[A-Z`].*?\\*\\*", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?`");

    private Decisions() {}

    /**
     * Returns what is wrong with a text of decisions.
     *
     * @param exists whether there is a type of this name
     */
    static List<String> complaints(String text, Predicate<String> exists) {
        List<String> complaints = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            String number = entry.group(1);
            String name = "decision " + number + ": ";
            if (!numbers.add(number)) {
                complaints.add(name + "the number is taken");
            }
            if (!Pattern.compile("(?m)^\\| " + number + " \\| \\[").matcher(text).find()) {
                complaints.add(name + "is not in the table");
            }
            entry(name, entry.group(3), exists, complaints);
        }
        return complaints;
    }

    private static void entry(
            String name, String body, Predicate<String> exists, List<String> complaints) {
        Matcher status = STATUS.matcher(body);
        if (!status.find()) {
            complaints.add(name + "has no status, such as *In force.*");
            return;
        }
        if (!CLAIM.matcher(body).find()) {
            complaints.add(name + "has no bold claim");
        }
        Matcher type = TYPE.matcher(status.group(1));
        while (type.find()) {
            if (!exists.test(type.group(1))) {
                complaints.add(name + "there is no type " + type.group(1));
            }
        }
    }
}
