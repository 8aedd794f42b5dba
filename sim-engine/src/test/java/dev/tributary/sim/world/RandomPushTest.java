package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The baseline gives up the whole stream with nothing in the buffer. What was past its emergency
 * line then, and promised by the edge, must come all the same, from a CDN that has nothing to do.
 */
@Tag("slow")
@Tag("model")
final class RandomPushTest {
    @ParameterizedTest
    @CsvSource({"2, slice", "4, slice", "6, slice", "4, frame"})
    void nobodyStallsBesideAnIdleCdn(int subStreams, String granularity) {
        Scenario scenario =
                Rooms.library(
                        "random-push",
                        "audience.viewers=100",
                        "audience.sessions={exponential: 100 s}",
                        "protocol.subStreams=" + subStreams,
                        "protocol.granularity=" + granularity,
                        "run.warmUp=30 s",
                        "run.duration=" + (granularity.equals("frame") ? 30 : 120) + " s");
        for (int seed = 1; seed <= 3; seed++) {
            Measurement measured = Rooms.run(scenario, seed);
            assertThat(measured.violations()).isEmpty();
            double longest =
                    measured.viewers().stream()
                            .mapToDouble(ViewerRow::stallMaxSeconds)
                            .max()
                            .orElseThrow();
            assertThat(longest).as("longest stall, seed %s", seed).isLessThan(2);
        }
    }
}
