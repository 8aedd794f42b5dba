package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every golden run gives the committed hashes in every JVM of the matrix, and the matrix notices
 * what running twice does not. Minutes long, so not by default: .ci/run starts it, or {@code ./mvnw
 * test -pl sim-engine -am -Dtest=DeterminismMatrix -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("slow")
final class DeterminismMatrix {
    private static final int JVMS_AT_A_TIME = 2;

    @TempDir private Path directory;

    /** What one row of the matrix printed. */
    private record Outcome(JvmRow row, List<String> lines) {}

    @Test
    void everyJvmGivesTheGoldenHashes() throws Exception {
        List<String> committed = GoldenHashes.committed();
        List<String> few = committed.subList(0, Golden.light().size());
        List<String> complaints = new ArrayList<>();
        for (Outcome outcome : run(possible(), null, false)) {
            List<String> expected = outcome.row.interpreted() ? few : committed;
            String differences = GoldenHashes.differences(expected, outcome.lines);
            if (!differences.isEmpty()) {
                complaints.add(
                        outcome.row.jdk() + " " + outcome.row.options() + "\n" + differences);
            }
        }
        assertThat(complaints)
                .as("commit %s; the seed is the last part of a golden run's name", commit())
                .isEmpty();
    }

    /**
     * The fault that the matrix is for: connections gathered in a set without an order of its own.
     * The same JVM twice gives the same run, so running twice proves nothing; rows differ. Gathered
     * in a set with an order, nothing differs, so it is the order that is noticed.
     */
    @Test
    void aPlantedIdentityHashIterationIsCaughtByTheMatrixAndNotByRunningTwice() throws Exception {
        List<String> few = GoldenHashes.committed().subList(0, Golden.light().size());
        Path ordered = IdentityPlant.compile("LinkedHashSet", directory.resolve("ordered"));
        assertThat(ordinary(ordered)).isEqualTo(few);

        Path planted = IdentityPlant.compile("HashSet", directory.resolve("planted"));
        List<String> once = ordinary(planted);
        assertThat(once).hasSameSizeAs(few).isEqualTo(ordinary(planted));
        List<JvmRow> quick = possible().stream().filter(row -> !row.interpreted()).toList();
        TreeSet<String> distinct = new TreeSet<>();
        run(quick, planted, true).forEach(outcome -> distinct.add(outcome.lines.toString()));
        System.out.println("planted: " + distinct.size() + " results in " + quick.size() + " JVMs");
        assertThat(distinct).hasSizeGreaterThan(1);
    }

    /** Runs the light golden runs in a JVM like this one, without a row's options. */
    private static List<String> ordinary(Path before) throws Exception {
        Path home = ChildJvm.home(Runtime.version().feature());
        return ChildJvm.golden(home, List.of("-Xmx512m"), before, "light");
    }

    /** Returns the rows whose JDK is here. */
    private static List<JvmRow> possible() throws IOException {
        List<JvmRow> rows = new ArrayList<>();
        for (JvmRow row : JvmRow.all()) {
            if (ChildJvm.home(row.jdk()) != null) {
                rows.add(row);
            } else {
                System.out.println("no JDK " + row.jdk() + " found, left out: " + row.options());
            }
        }
        return rows;
    }

    private static List<Outcome> run(List<JvmRow> rows, Path before, boolean light)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(JVMS_AT_A_TIME);
        try {
            List<Callable<Outcome>> jobs = new ArrayList<>();
            for (JvmRow row : rows) {
                jobs.add(() -> outcome(row, before, light || row.interpreted()));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : pool.invokeAll(jobs)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome outcome(JvmRow row, Path before, boolean light) throws Exception {
        long begun = System.nanoTime();
        Path home = ChildJvm.home(row.jdk());
        List<String> lines = ChildJvm.golden(home, row.options(), before, light ? "light" : "all");
        System.out.printf("%5.1f s  %s%n", (System.nanoTime() - begun) / 1e9, row.values());
        return new Outcome(row, lines);
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
        try (InputStream in = git.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
