package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.core.qoe.Measurement;
import dev.tributary.core.qoe.ViewerRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equal seeds give equal runs, on every JVM (reliability.md 5.3): the trace hash is over every
 * event of a run. Run twice in one JVM, a run with an iteration in identity order still agrees with
 * itself; other identity hashes, collectors, locales and JDKs show it.
 */
final class DeterminismTest {
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private static String here() {
        return TracePrinter.line(1);
    }

    @Test
    void equalSeedsGiveEqualRunsAndDifferentSeedsDoNot() {
        assertThat(here()).isEqualTo(here());
        String other = TracePrinter.line(2);
        assertThat(other.substring(0, 16)).isNotEqualTo(here().substring(0, 16));
    }

    @Test
    void aRunWithAProbeOrThroughTheCodecIsTheSameRun() {
        String[] small = {"audience.viewers=60", "run.warmUp=20 s", "run.duration=40 s"};
        String[] coded = Rooms.join(small, "run.throughCodec=true");
        String hash = Rooms.run(Rooms.library("douyu-six", small), 3).traceHash();
        assertThat(Rooms.run(Rooms.library("douyu-six", coded), 3).traceHash()).isEqualTo(hash);
        MediaProbe probe = (joined, header, source, useful) -> {};
        assertThat(new Simulation(Rooms.library("douyu-six", small), 3, probe).run().traceHash())
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UnlockExperimentalVMOptions -XX:hashCode=0 -XX:+UseSerialGC",
                "-XX:+UnlockExperimentalVMOptions -XX:hashCode=2 -XX:+UseParallelGC",
                "-XX:+UnlockExperimentalVMOptions -XX:hashCode=1"
                        + " -XX:ActiveProcessorCount=1 -XX:TieredStopAtLevel=1"
                        + " -Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Shanghai"
            })
    void anotherJvmRunsTheSame(String options) throws Exception {
        List<String> lines = child(Path.of(System.getProperty("java.home")), options);
        assertThat(lines).containsExactly(here(), here());
    }

    @Test
    void anotherJdkRunsTheSame() throws Exception {
        Path jdk = otherJdk();
        assumeTrue(jdk != null, "no JDK 25 under " + JVMS);
        assertThat(child(jdk, "-XX:+UseSerialGC")).containsExactly(here(), here());
    }

    private static Path otherJdk() throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return null;
        }
        try (Stream<Path> found = Files.list(JVMS)) {
            return found.filter(home -> home.getFileName().toString().contains("25"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Runs {@link TracePrinter} in a JVM and returns what it printed. */
    private static List<String> child(Path home, String options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(List.of(options.split(" ")));
        command.add("-Xmx512m");
        String logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(TracePrinter.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text.lines().filter(line -> line.matches("[0-9a-f]{16} .*")).toList();
        }
    }

    /** Common random numbers: whoever comes, and when, does not depend on the protocol. */
    @Test
    void twoStrategiesSeeTheSameAudience() {
        String[] small = {"audience.viewers=150", "run.warmUp=30 s", "run.duration=90 s"};
        List<String> douyu = audience(Rooms.run(Rooms.library("douyu-six", small), 5));
        List<String> random = audience(Rooms.run(Rooms.library("random-push", small), 5));
        List<String> cdn = audience(Rooms.run(Rooms.library("cdn-only", small), 5));
        assertThat(douyu).hasSizeGreaterThan(150).isEqualTo(random).isEqualTo(cdn);
    }

    private static List<String> audience(Measurement measured) {
        return measured.viewers().stream().map(DeterminismTest::person).toList();
    }

    private static String person(ViewerRow row) {
        return row.viewer()
                + " "
                + row.capabilities()
                + " from "
                + row.joinedSeconds()
                + " to "
                + row.leftSeconds();
    }
}
