package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.script.Appearance;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rooms with little more uplink than they need share nearly what whole sub-streams allow (decision
 * 72): six sub-streams of 2.5 Mbit/s, uplinks used in full, no NAT, no loss, nobody leaves.
 */
@Tag("slow")
@Tag("model")
final class TightUplinksTest {
    private static final double POINTS = 0.03;

    private static Scenario room(String access) {
        return Rooms.library(
                "douyu-ideal-three",
                "protocol.subStreams=6",
                "protocol.uploadBudget=100 %",
                "protocol.granularity=frame",
                "audience.viewers=100",
                "network.access=" + access,
                "network.uplinkUse={low: 100 %, high: 100 %, capFraction: 100 %, cap: 100 Mbps}",
                "run.warmUp=60 s",
                "run.duration=120 s",
                "expect=[]");
    }

    /** Receivers per viewer as decision 2 counts them: uplink x 5 s over a slice of 2.5 Mbit. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 5", "4, 5"})
    void equalUplinks(int uplinkMbps, int receivers) {
        Scenario room = room("[{down: 50 Mbps, up: %d Mbps, share: 100 %%}]".formatted(uplinkMbps));
        Measurement measured = Rooms.run(room, 1);

        assertThat(measured.bytes().sharingRatio())
                .isBetween(receivers / 6.0 - POINTS, receivers / 6.0 + 0.005);
        assertThat(measured.violations()).isEmpty();
    }

    /** Three in ten, as drawn, with ten times the uplink feed those who have hardly any. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void unequalUplinks(int seed) {
        Scenario room =
                room(
                        "[{down: 50 Mbps, up: 0.5 Mbps, share: 70 %},"
                                + " {down: 50 Mbps, up: 5 Mbps, share: 30 %}]");
        Simulation simulation = new Simulation(room, seed);
        Measurement measured = simulation.run();
        List<Appearance> all = simulation.script().appearances();
        double receivers =
                all.stream()
                        .mapToInt(one -> one.capabilities().uplinkKbps() > 1_000 ? 10 : 1)
                        .average()
                        .orElseThrow();
        double possible = receivers / 6;

        assertThat(measured.bytes().sharingRatio()).isBetween(possible - POINTS, possible + 0.01);
        assertThat(measured.violations()).isEmpty();
    }
}
