package dev.tributary.scenarios.source;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Texts for messages: safe to print, short, with suggestions. */
public final class Words {
    private static final int QUOTE_CHARS = 60;

    private Words() {}

    /** Returns the text in quotes, shortened and free of control characters. */
    public static String quote(String text) {
        return "'" + printable(text, QUOTE_CHARS) + "'";
    }

    /** Returns the text with everything that could break a line or a terminal made visible. */
    public static String printable(String text, int maxChars) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (used++ == maxChars) {
                return out.append("...").toString();
            }
            if (visible(point)) {
                out.appendCodePoint(point);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            }
        }
        return out.toString();
    }

    public static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** Returns "did you mean 'x'?" for a near miss, otherwise the list of all that is known. */
    public static String suggest(String given, Collection<String> known) {
        String best = nearest(given, known);
        if (!best.isEmpty()) {
            return "did you mean '" + best + "'?";
        }
        return known.isEmpty() ? "remove it" : "known here: " + String.join(", ", known);
    }

    /**
     * Returns the only known word that is abbreviated ({@code eu-2025} for {@code europe-2025}),
     * else the nearest within a third of its length in edits, or an empty text.
     */
    public static String nearest(String given, Collection<String> known) {
        List<String> longer = known.stream().filter(word -> abbreviates(given, word)).toList();
        if (longer.size() == 1) {
            return longer.get(0);
        }
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String word : known) {
            if (given.length() > 2 * word.length() + 2 || foreign(given, word)) {
                continue;
            }
            int distance = distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance <= Math.max(1, word.length() / 3) && distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Returns whether each part of a word with hyphens begins that part of a longer word. */
    private static boolean abbreviates(String given, String word) {
        String[] pieces = given.split("-", -1);
        String[] whole = word.split("-", -1);
        boolean fits = pieces.length == whole.length && whole.length > 1;
        for (int i = 0; fits && i < whole.length; i++) {
            fits = !pieces[i].isEmpty() && whole[i].startsWith(pieces[i]);
        }
        return fits;
    }

    /** Returns whether a part of one word has nothing of that part of the other one. */
    private static boolean foreign(String given, String word) {
        String[] parts = given.split("-", -1);
        String[] others = word.split("-", -1);
        boolean foreign = false;
        for (int i = 0; parts.length == others.length && i < parts.length; i++) {
            int longer = Math.max(parts[i].length(), others[i].length());
            foreign |= parts.length > 1 && distance(parts[i], others[i]) == longer;
        }
        return foreign;
    }

    /** Edit distance in which swapping two neighbours counts once (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                best = Math.min(best, cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
