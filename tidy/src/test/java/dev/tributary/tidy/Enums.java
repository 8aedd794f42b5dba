package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The constants of enums, as their sources list them. */
final class Enums {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern ENUM = Pattern.compile("\\benum \\w+[^{;]*\\{");
    private static final Pattern CONSTANT =
            Pattern.compile("\\s*([A-Z][A-Z_0-9]*)\\s*(?:\\([^)]*\\))?\\s*[,;{}]");

    private Enums() {}

    /** Returns a list of constants for each enum below a folder. */
    static Set<List<String>> constants(Map<String, String> texts, String folder) {
        Set<List<String>> all = new HashSet<>();
        texts.forEach(
                (path, text) -> {
                    if (path.startsWith(folder) && path.endsWith(".java")) {
                        String code = COMMENT.matcher(text).replaceAll(" ");
                        Matcher head = ENUM.matcher(code);
                        while (head.find()) {
                            all.add(constants(code, head.end()));
                        }
                    }
                });
        return all;
    }

    private static List<String> constants(String code, int from) {
        List<String> constants = new ArrayList<>();
        Matcher constant = CONSTANT.matcher(code);
        int at = from;
        while (constant.region(at, code.length()).lookingAt()) {
            constants.add(constant.group(1));
            at = constant.end();
            if (code.charAt(at - 1) != ',') {
                break;
            }
        }
        return constants;
    }
}
