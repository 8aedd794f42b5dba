package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/tributary} says of the Java that it is given, before it builds or runs. */
final class LauncherTest {
    private static final Path PROGRAM = Path.of("..", "bin", "tributary");

    @TempDir private Path here;

    @Test
    void aJavaHomeWithoutAJava() throws Exception {
        refused(
                Map.of("JAVA_HOME", "/nonexistent"),
                "tributary: JAVA_HOME is '/nonexistent', where no bin/java can be run: set it to",
                "a JDK 17 or newer");
        Files.createDirectories(here.resolve("bin/java"));
        refused(Map.of("JAVA_HOME", here.toString()), "where no bin/java can be run");
    }

    @Test
    void aJavaThatIsTooOld() throws Exception {
        Files.createDirectory(here.resolve("bin"));
        Files.createFile(
                here.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(here.resolve("release"), "JAVA_VERSION=\"11.0.20\"\n");
        refused(
                Map.of("JAVA_HOME", here.toString()),
                here + "/bin/java is of version 11: 17 or newer is needed");
    }

    @Test
    void noJavaAtAll() throws Exception {
        for (String tool : List.of("dirname", "readlink", "sed")) {
            Path found = Path.of("/usr/bin", tool);
            Path real = Files.exists(found) ? found : Path.of("/bin", tool);
            Files.createSymbolicLink(here.resolve(tool), real);
        }
        refused(
                Map.of("JAVA_HOME", "", "PATH", here.toString()),
                "tributary: no java in PATH: install a JDK 17 or newer, or set JAVA_HOME");
    }

    private static void refused(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", PROGRAM.toString(), "list").redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains(words).hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
