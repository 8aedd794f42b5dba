package dev.tributary.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.peer.Refusal;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.Metric;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.sim.world.Simulation;
import dev.tributary.transport.journal.Replay;
import dev.tributary.transport.journal.ReplayResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets, real WebRTC, real time: half a minute each. */
@Tag("slow")
final class LiveRunTest {
    private static final int SECONDS = 24;

    private static Scenario small(String... changes) throws Exception {
        return smaller("lab-12", changes);
    }

    private static Scenario smaller(String name, String... changes) throws Exception {
        Path lab = Path.of("../scenarios/library", name + ".yaml");
        List<String> overrides =
                new ArrayList<>(
                        List.of(
                                "audience.viewers=5",
                                "audience.ramp=3 s",
                                "audience.sessions=forever",
                                "audience.arrivals=none",
                                "run.warmUp=8 s",
                                "run.duration=" + (SECONDS - 8) + " s"));
        overrides.addAll(List.of(changes));
        return ScenarioReader.read(lab, overrides);
    }

    private static LiveRun run(long seed, LiveOptions options) throws Exception {
        return run(small(), seed, options);
    }

    private static LiveRun run(Scenario scenario, long seed, LiveOptions options) throws Exception {
        Simulation simulation = new Simulation(scenario, seed);
        Measurement simulated = simulation.run();
        return new LiveRun(simulation.script(), simulated.bound(), options);
    }

    @Test
    void everySliceIsRightAndEveryJournalReplaysAlthoughTheTrackerDies(@TempDir Path directory)
            throws Exception {
        Path journals = directory.resolve("journals");
        Measurement measured;
        try (LiveRun run = run(1, new LiveOptions(0, 12, journals, "test"))) {
            measured = run.run();
            assertThat(run.findings().wrongSlices()).isZero();
            assertThat(run.findings().playedSlices()).isGreaterThan(5L * 15);
        }
        assertThat(measured.violations()).isEmpty();
        assertThat(measured.bytes().sharingRatio()).isBetween(0.4, 0.90);
        assertThat(measured.viewers()).hasSize(5).allMatch(row -> row.stalls() == 0);
        replays(journals, 7);
    }

    private static void replays(Path journals, int count) throws Exception {
        try (Stream<Path> files = Files.list(journals)) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSize(count);
            for (Path file : all) {
                ReplayResult result = Replay.run(file);
                assertThat(result.difference()).as(file.toString()).isEmpty();
                assertThat(result.records()).isPositive();
            }
        }
    }

    /** Slices of one frame: what a picture's own bytes say of its age is what the meter says. */
    @Test
    void picturesAreTwoSecondsOldWhereTheRoomSaysSo(@TempDir Path directory) throws Exception {
        Path journals = directory.resolve("journals");
        Scenario scenario = smaller("lab-douyu-2s");
        try (LiveRun run = run(scenario, 1, new LiveOptions(0, 0, journals, "test"))) {
            Measurement measured = run.run();
            double latency = Metric.LATENCY_MEAN.of(measured);
            assertThat(measured.violations()).isEmpty();
            assertThat(run.findings().wrongSlices()).isZero();
            assertThat(latency).isBetween(2.0, 2.7);
            assertThat(run.findings().glass().pictures()).isGreaterThan(5L * 15 * 20);
            assertThat(run.findings().glass().meanSeconds()).isCloseTo(latency, within(.1));
            assertThat(measured.bytes().sharingRatio()).isGreaterThan(0.3);
        }
        replays(journals, 6);
    }

    /**
     * The publisher goes and comes with its clock kept and from 0, the origin and the tracker
     * restart, a fifth vanishes: what is played is what was encoded, and the room shares after it.
     */
    @Test
    void publisherOriginAndTrackerGoAndComeBack() throws Exception {
        Scenario scenario =
                small(
                        "run.warmUp=45 s",
                        "run.duration=15 s",
                        "events=["
                                + "{at: 10 s, do: publisher-stops},"
                                + "{at: 13 s, do: publisher-returns, clock: zero},"
                                + "{at: 18 s, do: publisher-stops},"
                                + "{at: 21 s, do: publisher-returns, clock: kept},"
                                + "{at: 26 s, do: origin-restarts, for: 2 s},"
                                + "{at: 33 s, do: tracker-outage, for: 2 s},"
                                + "{at: 36 s, do: crash, share: 20 %}]");
        Simulation simulation = new Simulation(scenario, 1);
        Measurement simulated = simulation.run();
        try (LiveRun run = new LiveRun(simulation.script(), simulated.bound(), LiveOptions.NONE)) {
            Measurement real = run.run();
            assertThat(real.violations()).isEmpty();
            assertThat(run.findings().wrongSlices()).isZero();
            assertThat(run.findings().playedSlices()).isGreaterThan(4L * 35);
            // How fast four viewers find each other again at a new tracker is luck, in both worlds:
            // 0.3 to 0.6 in the quarter of a minute that is left.
            assertThat(real.bytes().sharingRatio()).isGreaterThan(0.1);
            assertThat(real.viewers()).hasSameSizeAs(simulated.viewers());
        }
    }

    @Test
    void polluterIsBannedAndNobodyPlaysAWrongByte() throws Exception {
        try (LiveRun run = run(2, new LiveOptions(1, 0, null, ""))) {
            Measurement measured = run.run();
            assertThat(measured.violations()).isEmpty();
            assertThat(run.findings().wrongSlices()).isZero();
            assertThat(run.findings().refusals()).containsKey(Refusal.FORGED);
            assertThat(measured.viewers()).allMatch(row -> row.stalls() == 0);
        }
    }
}
