package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The check that a document has a line for every module that is built. */
final class Modules {
    private static final Pattern ARTIFACT =
            Pattern.compile("(?s)</parent>.*?<artifactId>([\\w-]+)</artifactId>");

    private Modules() {}

    /** Returns the modules that no line of the document begins with. */
    static List<String> complaints(Map<String, String> texts, String document) {
        List<String> complaints = new ArrayList<>();
        texts.forEach(
                (path, text) -> {
                    Matcher artifact = ARTIFACT.matcher(text);
                    if (path.endsWith("/pom.xml")
                            && !text.contains("<packaging>pom<")
                            && artifact.find()
                            && !begins(texts.get(document), artifact.group(1))) {
                        complaints.add(document + ": no line on the module " + artifact.group(1));
                    }
                });
        return complaints;
    }

    private static boolean begins(String text, String module) {
        String head = "(?m)^(?:\\| `)?" + Pattern.quote(module) + "(?:`| )";
        return Pattern.compile(head).matcher(text).find();
    }
}
