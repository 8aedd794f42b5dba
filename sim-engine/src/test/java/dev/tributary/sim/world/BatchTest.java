package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a viewer in frames is done together, each at its own time (decision 76). */
@Tag("slow")
@Tag("model")
final class BatchTest {
    /** Less than what a viewer sends is under way, as good as always. */
    private static final long UNNOTICED = 5_000_000L;

    private static Measurement run(Scenario scenario, long batchNanos) {
        return new Simulation(scenario, 3, MediaProbe.NONE, batchNanos).run();
    }

    private static Scenario frames(String name) {
        return Golden.small(name, "protocol.granularity=frame", "network.preset=cn-2025");
    }

    /** Whatever waits for less time than the network takes has no effect on anybody else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "douyu-six",
                "douyu-base-stream",
                "random-push",
                "douyu-kill-p2p",
                "cdn-only"
            })
    void shortWaitsChangeNothing(String name) {
        Measurement at = run(frames(name), 0);
        Measurement together = run(frames(name), UNNOTICED);

        assertThat(together.viewers().equals(at.viewers())).as("the same to the bit").isTrue();
        assertThat(together.violations()).isEmpty();
    }

    @Test
    void eventsAreFewer() {
        Measurement at = run(frames("douyu-six"), 0);
        Measurement together = run(frames("douyu-six"), Simulation.BATCH_NANOS);

        assertThat(together.cost().events()).isLessThan(at.cost().events() / 2);
        assertThat(together.violations()).isEmpty();
    }

    @Test
    void wholeSlicesDoNotWait() {
        Scenario slices = Golden.small("douyu-six", "protocol.granularity=slice");

        assertThat(run(slices, Simulation.BATCH_NANOS).traceHash())
                .isEqualTo(run(slices, 0).traceHash());
    }
}
