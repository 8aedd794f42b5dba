package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equal seeds give equal runs, on every JVM (reliability.md 5.3): the trace hash is over every
 * event of a run. Two JVMs of the same options agree even on a run with an iteration in identity
 * order; other identity hashes, collectors, locales and JDKs show it.
 */
@Tag("slow")
final class DeterminismTest {
    /** What this JVM makes of the golden runs that others are asked for. */
    private static List<String> here;

    @BeforeAll
    static void run() {
        here = Golden.light().parallelStream().map(Golden::line).toList();
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

    /**
     * The most different rows of the matrix, as a foretaste; {@link DeterminismMatrix} runs all.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 7, 10})
    void anotherJvmRunsTheSame(int number) throws Exception {
        JvmRow row = JvmRow.all().get(number);
        Path home = ChildJvm.home(row.jdk());
        assumeTrue(home != null, "no JDK " + row.jdk());
        assertThat(ChildJvm.golden(home, row.options(), null, "light")).isEqualTo(here);
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
