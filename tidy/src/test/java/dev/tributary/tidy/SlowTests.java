package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The check that a test class which took long is tagged slow, so that groups choose it.
 *
 * <p>Times are those of surefire's reports: wall time beside another module's tests, on a machine
 * that may be busy. So the check fails only from {@link #SLACK} times the limit on, and the limit
 * grows with the load for each processor.
 */
final class SlowTests {
    /** From here on a class is slow, seconds. */
    static final double SECONDS = 5;

    /** How much longer than on an idle machine a class may take before the check is sure. */
    static final double SLACK = 5;

    private static final Pattern SUITE =
            Pattern.compile("<testsuite [^>]*?\\bname=\"([^\"]+)\" time=\"([\\d.,]+)\"");
    private static final Pattern TAG = Pattern.compile("@(?:Arch)?Tag\\(\"slow\"\\)");

    private final Map<String, String> texts;
    private final double limit;

    /**
     * @param texts sources by path
     * @param load runnable threads for each processor, below 1 on a machine that is not busy
     */
    SlowTests(Map<String, String> texts, double load) {
        this.texts = texts;
        limit = SECONDS * SLACK * Math.max(1, load);
    }

    /** Returns the classes of these reports that are slow and not tagged. */
    List<String> complaints(List<String> reports) {
        List<String> complaints = new ArrayList<>();
        for (String report : reports) {
            Matcher suite = SUITE.matcher(report);
            if (suite.find()) {
                double seconds = Double.parseDouble(suite.group(2).replace(",", ""));
                if (seconds > limit) {
                    source(suite.group(1))
                            .filter(path -> !TAG.matcher(texts.get(path)).find())
                            .ifPresent(path -> complaints.add(complaint(path, seconds)));
                }
            }
        }
        return complaints;
    }

    private String complaint(String path, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s took %.1f s (limit %.1f s): it needs @Tag(\"slow\")",
                path,
                seconds,
                limit);
    }

    /** Returns the source of a class, unless it is gone since the report. */
    private Optional<String> source(String type) {
        String end = "/src/test/java/" + type.replaceAll("\\$.*", "").replace('.', '/') + ".java";
        return texts.keySet().stream().filter(path -> path.endsWith(end)).findFirst();
    }
}
