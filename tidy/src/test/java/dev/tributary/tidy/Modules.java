package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The check that a document has a line for every module that is built, or for its folder. */
final class Modules {
    private Modules() {}

    /** Returns the folders of modules that no line of the document begins with. */
    static List<String> complaints(Map<String, String> texts, String document) {
        List<String> complaints = new ArrayList<>();
        texts.forEach(
                (path, text) -> {
                    if (path.endsWith("/pom.xml") && !text.contains("<packaging>pom<")) {
                        String folder = path.substring(0, path.length() - "/pom.xml".length());
                        if (!begins(texts.get(document), folder)) {
                            complaints.add(document + ": no line on the module " + folder);
                        }
                    }
                });
        return complaints;
    }

    private static boolean begins(String text, String folder) {
        String top = folder.replaceAll("/.*", "");
        String names = "(?:" + Pattern.quote(folder) + "|" + Pattern.quote(top) + ")";
        return Pattern.compile("(?m)^(?:\\| `)?" + names + "(?:`| )").matcher(text).find();
    }
}
