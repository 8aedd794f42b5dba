package dev.tributary.cli.base;

import dev.tributary.reports.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What is running. The commit is asked of git when the sources are a checkout, not built in: a jar
 * must be the same bytes whenever it is built.
 *
 * @param version of Tributary
 * @param commit 40 hexadecimal digits, or empty when the sources are no checkout
 * @param dirty whether the sources that are built differ from the commit
 */
public record Software(String version, String commit, boolean dirty) {
    private static final long GIT_SECONDS = 5;

    /** Returns what runs in an environment. */
    public static Software of(Environment environment) {
        Path home = environment.home();
        // Only a checkout of Tributary itself, not one that happens to hold an unpacked archive.
        if (!Files.exists(home.resolve(".git"))) {
            return new Software(builtVersion(), "", false);
        }
        String commit = git(home, "rev-parse", "HEAD");
        boolean dirty =
                !git(home, "status", "--porcelain", "--", "pom.xml", "*/pom.xml", "*/src/main/*")
                        .isEmpty();
        return new Software(builtVersion(), commit.matches("[0-9a-f]{40,64}") ? commit : "", dirty);
    }

    private static String builtVersion() {
        Properties properties = new Properties();
        try (InputStream in = Software.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Returns what git prints, empty when it fails or takes too long. */
    private static String git(Path home, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            String text;
            try (InputStream in = process.getInputStream()) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            boolean ended = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Returns the versions by name, as a run directory keeps them. */
    public Map<String, String> map() {
        Map<String, String> map = new TreeMap<>();
        map.put("tributary", version);
        map.put(Run.COMMIT, commit);
        map.put(Run.DIRTY, String.valueOf(dirty));
        map.put("java", System.getProperty("java.version"));
        map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return map;
    }

    /** Returns what {@code --version} prints. */
    public String[] lines() {
        String from = commit.isEmpty() ? "unknown" : commit + (dirty ? ", sources changed" : "");
        return new String[] {
            "tributary " + version,
            "commit " + from,
            "java " + System.getProperty("java.version") + " " + System.getProperty("java.vendor")
        };
    }
}
