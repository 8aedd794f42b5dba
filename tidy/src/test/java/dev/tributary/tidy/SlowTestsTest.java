package dev.tributary.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SlowTestsTest {
    private static final String PATH = "core/src/test/java/dev/a/ATest.java";
    private static final String TAGGED = "@Tag(\"slow\")\nfinal class ATest {}";

    private static List<String> complaints(String source, double seconds, double load) {
        String report =
                "<testsuite xmlns:xsi=\"x\" version=\"3\" name=\"dev.a.ATest\" time=\""
                        + seconds
                        + "\" tests=\"1\">";
        return new SlowTests(Map.of(PATH, source), load).complaints(List.of(report));
    }

    /** Comes last in the build, so that all others have reported; says which have not. */
    @Test
    void everySlowTestClassIsTagged() throws IOException {
        Repository repository = Repository.own();
        List<String> reports = new ArrayList<>();
        TreeSet<String> missing = new TreeSet<>();
        for (String module : modulesWithTests(repository)) {
            List<String> own = reports(repository.root().resolve(module));
            reports.addAll(own);
            if (own.isEmpty()) {
                missing.add(module);
            }
        }
        assertThat(new SlowTests(repository.texts(), load()).complaints(reports)).isEmpty();
        assumeThat(missing).as("modules without reports, whose test times are unknown").isEmpty();
    }

    private static Set<String> modulesWithTests(Repository repository) {
        Set<String> modules = new TreeSet<>();
        for (String path : repository.texts().keySet()) {
            int end = path.indexOf("/src/test/java/");
            if (end > 0 && path.endsWith("Test.java") && !path.startsWith("tidy/")) {
                modules.add(path.substring(0, end));
            }
        }
        return modules;
    }

    private static List<String> reports(Path module) throws IOException {
        Path folder =
                module.resolve(System.getProperty("tidy.buildFolder", "target"))
                        .resolve("surefire-reports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                reports.add(Files.readString(file));
            }
        }
        return reports;
    }

    private static double load() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }

    @Test
    void aSlowClassWithoutATagIsNamed() {
        assertThat(complaints("final class ATest {}", 25.1, .5))
                .containsExactly(PATH + " took 25.1 s (limit 25.0 s): it needs @Tag(\"slow\")");
    }

    @Test
    void taggedFastAndFormerClassesAreRight() {
        assertThat(complaints(TAGGED, 60, .5)).isEmpty();
        assertThat(complaints("final class ATest {}", 24.9, .5)).isEmpty();
        assertThat(
                        new SlowTests(Map.of(), 0)
                                .complaints(List.of("<testsuite name=\"dev.B\" time=\"9\"")))
                .isEmpty();
    }

    @Test
    void aBusyMachineIsAllowedMore() {
        assertThat(complaints("final class ATest {}", 49, 2)).isEmpty();
        assertThat(complaints("final class ATest {}", 51, 2)).hasSize(1);
    }
}
