package dev.tributary.sim.world;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a main class of these tests in a JVM of its own, with the class files of this build. */
final class ChildJvm {
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private ChildJvm() {}

    /**
     * Returns a JDK's home: this JVM's, JAVA_HOME_n, or one of the system's; null if there is none.
     */
    static Path home(int feature) throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (Runtime.version().feature() == feature) {
            return own;
        }
        List<Path> homes = new ArrayList<>();
        String named = System.getenv("JAVA_HOME_" + feature);
        if (named != null) {
            homes.add(Path.of(named));
        }
        if (Files.isDirectory(JVMS)) {
            try (Stream<Path> found = Files.list(JVMS)) {
                found.filter(path -> path.getFileName().toString().contains("" + feature))
                        .sorted()
                        .forEach(homes::add);
            }
        }
        return homes.stream()
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .findFirst()
                .orElse(null);
    }

    /**
     * Runs {@link Golden} and returns the lines of the golden runs.
     *
     * @param before class files that take precedence, or null
     * @param arguments of its main method
     * @throws IllegalStateException with everything that the JVM printed, when it fails
     */
    static List<String> golden(Path home, List<String> options, Path before, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(options);
        String logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.add("-cp");
        String classes = System.getProperty("java.class.path");
        command.add(before == null ? classes : before + File.pathSeparator + classes);
        command.add(Golden.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + text);
            }
            return text.lines().filter(GoldenHashes::isLine).toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
