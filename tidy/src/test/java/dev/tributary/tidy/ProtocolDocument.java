package dev.tributary.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/protocol.md says in numbers and lists. */
final class ProtocolDocument {
    private static final Pattern SPAN = Pattern.compile("`([^`\\n]*(?:\\.\\.|<=)[^`\\n]*)`");
    private static final Pattern VARINT = Pattern.compile("(\\w+) v (\\S+)\\.\\.(\\S+)");
    private static final Pattern BLOB = Pattern.compile("(\\w+) blob (\\S+)\\.\\.(\\S+)");
    private static final Pattern BLOB_MAX = Pattern.compile("(?:(\\w+) )?blob <= (\\d+)");
    private static final Pattern LIST = Pattern.compile("\\[([^\\]]+)\\] <= (\\d+)");
    private static final Pattern PLAIN = Pattern.compile("(\\S+)\\.\\.(\\S+)");
    private static final Pattern SUB_STREAMS = Pattern.compile("N <= (\\d+)");
    private static final Pattern WORDS = Pattern.compile("([a-z][a-z -]*[a-z])\\s+$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z_]+) \\| ([0-9a-f]{2}) \\|");
    private static final Pattern NAMES =
            Pattern.compile(
                    "(?:enum` \\(|(?:codes|Kinds|reasons): )([A-Z_0-9]+(?:,\\s+[A-Z_0-9]+)+)");

    /** How lists are called in the document and by the codec. */
    private static final Map<String, String> LISTS =
            Map.of(
                    "header", "headers count",
                    "slot", "slots count",
                    "session v", "sessions count",
                    "session v, onTime v, late v, connected flag", "providers count",
                    "candidate", "candidates count",
                    "gap v, count v", "runs count",
                    "piece run", "pieces count");

    /** How fields are called in prose and by the codec; one of many where it says "all". */
    private static final Map<String, String> PROSE =
            Map.of(
                    "session", "session",
                    "slice", "slice",
                    "sub-stream", "subStream",
                    "milliseconds and other counts", "windowMillis",
                    "media time and byte counts", "peerBytes",
                    "duration", "durationMillis",
                    "size", "sizeBytes",
                    "outside", "dtsMillis");

    /**
     * A range that the document gives.
     *
     * @param line from 1
     * @param name as the codec says it
     * @param low a number, a power, or another field with or without "-1"
     * @param high likewise
     */
    record Claim(int line, String name, String low, String high) {}

    private final String text;
    private final List<Claim> claims = new ArrayList<>();
    private final List<String> riddles = new ArrayList<>();

    ProtocolDocument(String text) {
        this.text = text;
        Matcher span = SPAN.matcher(text);
        while (span.find()) {
            int line = Markdown.line(text, span.start());
            Claim claim = claim(line, span.group(1), text.substring(0, span.start()));
            if (claim != null) {
                claims.add(claim);
            } else if (span.group(1).matches(".*\\d.*")) {
                riddles.add("line " + line + ": cannot read `" + span.group(1) + "`");
            }
        }
    }

    private static Claim claim(int line, String span, String before) {
        for (Pattern pattern : List.of(VARINT, BLOB)) {
            Matcher named = pattern.matcher(span);
            if (named.matches()) {
                return new Claim(line, named.group(1), named.group(2), named.group(3));
            }
        }
        Matcher blob = BLOB_MAX.matcher(span);
        if (blob.matches()) {
            String name = blob.group(1) == null ? "blob" : blob.group(1);
            return new Claim(line, name + " length", "0", blob.group(2));
        }
        Matcher list = LIST.matcher(span);
        if (list.matches() && LISTS.containsKey(list.group(1))) {
            return new Claim(line, LISTS.get(list.group(1)), "0", list.group(2));
        }
        Matcher subStreams = SUB_STREAMS.matcher(span);
        if (subStreams.matches()) {
            return new Claim(line, "subStreams", "1", subStreams.group(1));
        }
        return prose(line, span, before);
    }

    private static Claim prose(int line, String span, String before) {
        Matcher plain = PLAIN.matcher(span);
        Matcher words = WORDS.matcher(before);
        if (!plain.matches() || !words.find() || !PROSE.containsKey(words.group(1))) {
            return null;
        }
        return new Claim(line, PROSE.get(words.group(1)), plain.group(1), plain.group(2));
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** Returns the ranges that are not understood. */
    List<String> riddles() {
        return List.copyOf(riddles);
    }

    /** Returns the type ids of the tables by the names of the messages. */
    Map<String, Integer> ids() {
        Map<String, Integer> ids = new TreeMap<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            ids.put(row.group(1), Integer.parseInt(row.group(2), 16));
        }
        return ids;
    }

    /** Returns the lists of names of enums, in the order of their values. */
    List<List<String>> enums() {
        List<List<String>> enums = new ArrayList<>();
        Matcher names = NAMES.matcher(text);
        while (names.find()) {
            enums.add(List.of(names.group(1).split(",\\s+")));
        }
        return enums;
    }

    /** Returns the numbers that are called the version. */
    List<Integer> versions() {
        List<Integer> versions = new ArrayList<>();
        Matcher version = Pattern.compile("(?:version u8 = |Version )(\\d+)").matcher(text);
        while (version.find()) {
            versions.add(Integer.parseInt(version.group(1)));
        }
        return versions;
    }
}
