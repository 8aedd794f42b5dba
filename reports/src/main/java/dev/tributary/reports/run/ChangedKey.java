package dev.tributary.reports.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key whose values differ between two scenarios.
 *
 * @param key dotted, as {@code --set} takes it
 * @param a its value in the first; empty where that has no such key
 * @param b its value in the second, likewise
 */
public record ChangedKey(String key, String a, String b) {
    /** What names a scenario, judges it or counts its runs, and changes nothing in any of them. */
    private static final Set<String> OTHER =
            Set.of("name", "about", "run.seed", "run.replications");

    private static final String EXPECTED = "expect.";

    /** Returns what differs between the values of two scenarios, in the order of the first. */
    public static List<ChangedKey> between(Map<String, String> a, Map<String, String> b) {
        Set<String> keys = new LinkedHashSet<>(a.keySet());
        keys.addAll(b.keySet());
        List<ChangedKey> changed = new ArrayList<>();
        for (String key : keys) {
            String inA = a.getOrDefault(key, "");
            String inB = b.getOrDefault(key, "");
            if (!inA.equals(inB) && !OTHER.contains(key) && !key.startsWith(EXPECTED)) {
                changed.add(new ChangedKey(key, inA, inB));
            }
        }
        return changed;
    }
}
