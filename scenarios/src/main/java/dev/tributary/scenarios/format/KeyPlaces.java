package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where each key stands, for those who look for it in the wrong place. */
final class KeyPlaces {
    /** A key that is in more places than these is better looked up. */
    private static final int NAMED_MAX = 3;

    /** Dotted keys by their last step, made on first use: most scenarios know their keys. */
    private static final class Table {
        static final Map<String, TreeSet<String>> ALL = new TreeMap<>();

        static {
            for (RootKey key : RootKey.all()) {
                if (!list(key.schema())) {
                    key.rows().forEach(row -> add(key.name(), row));
                }
            }
        }

        /** Keys in the entries of a list are at places that nobody can name. */
        private static void add(String path, Row<?> row) {
            String key = path + "." + row.name();
            ALL.computeIfAbsent(row.name(), name -> new TreeSet<>()).add(key);
            if (!list(row.form().schema())) {
                row.form().rows().forEach(inner -> add(key, inner));
            }
        }

        private static boolean list(Map<String, Object> schema) {
            return "array".equals(schema.get("type"));
        }
    }

    private KeyPlaces() {}

    /**
     * Returns what would be right instead of a key that is not known in a section: the same key of
     * another section, one that is spelled like it, or the list of those that are known.
     *
     * @param path the section; empty for the scenario itself
     * @param known keys of the section
     */
    static String suggest(String path, String given, Collection<String> known) {
        boolean entry = path.contains("[]");
        boolean deep = path.contains(".");
        Collection<String> elsewhere = Table.ALL.getOrDefault(given, new TreeSet<>());
        if (!entry && !deep && named(elsewhere)) {
            return question(elsewhere);
        }
        if (path.isEmpty() && Words.nearest(given, known).isEmpty()) {
            String near = Words.nearest(given, Table.ALL.keySet());
            elsewhere = near.isEmpty() ? List.of() : Table.ALL.get(near);
            if (named(elsewhere)) {
                return question(elsewhere);
            }
        }
        return Words.suggest(given, known);
    }

    private static boolean named(Collection<String> keys) {
        return !keys.isEmpty() && keys.size() <= NAMED_MAX;
    }

    private static String question(Collection<String> keys) {
        return "did you mean '" + String.join("' or '", keys) + "'?";
    }
}
