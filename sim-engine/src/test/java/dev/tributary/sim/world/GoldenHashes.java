package dev.tributary.sim.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The committed hashes, one line per golden run, and how to say that others differ from them. */
final class GoldenHashes {
    static final Path FILE = Path.of("src", "test", "resources", "golden-hashes.txt");

    /** Tells the test to write the file; see docs/testing.md. */
    static final String ACCEPT = "golden.accept";

    private static final int SHOWN = 3;
    private static final String HEADER =
            """
            # Hashes of small runs (Golden.java): scenario/variant/seed, trace, results. Never by hand:
            # ./mvnw -q -pl sim-engine -am test -Dtest=GoldenHashesTest -Dgolden.accept=true \\
            #     -Dsurefire.failIfNoSpecifiedTests=false
            """;

    private GoldenHashes() {}

    static List<String> committed() throws IOException {
        return Files.readAllLines(FILE).stream().filter(line -> !line.startsWith("#")).toList();
    }

    static boolean isLine(String text) {
        return text.matches("[a-z0-9/-]+ [0-9a-f]{16} [0-9a-f]{16}");
    }

    static void write(List<String> lines) throws IOException {
        Path draft = FILE.resolveSibling(FILE.getFileName() + ".writing");
        Files.writeString(draft, HEADER + String.join("\n", lines) + "\n");
        Files.move(draft, FILE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns one hash over all, which stands in the changelog. */
    static String fold(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] all = digest.digest(String.join("\n", lines).getBytes(UTF_8));
            return HexFormat.of().formatHex(all, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Returns in words how lines differ from the expected ones, the first few at length; empty when
     * they do not.
     */
    static String differences(List<String> expected, List<String> actual) {
        Map<String, String> wanted = byLabel(expected);
        Map<String, String> found = byLabel(actual);
        List<String> words = new ArrayList<>();
        wanted.forEach(
                (label, hashes) -> {
                    String other = found.getOrDefault(label, "nothing");
                    if (!hashes.equals(other)) {
                        words.add(label + ": expected " + hashes + ", got " + other);
                    }
                });
        found.keySet().stream()
                .filter(label -> !wanted.containsKey(label))
                .forEach(label -> words.add(label + ": not expected"));
        if (words.isEmpty()) {
            return "";
        }
        String shown = String.join("\n  ", words.subList(0, Math.min(SHOWN, words.size())));
        return words.size() + " of " + wanted.size() + " golden runs differ:\n  " + shown;
    }

    private static Map<String, String> byLabel(List<String> lines) {
        Map<String, String> out = new TreeMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            out.put(line.substring(0, Math.max(0, blank)), line.substring(blank + 1));
        }
        return out;
    }
}
