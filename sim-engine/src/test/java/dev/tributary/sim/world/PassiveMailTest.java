package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a viewer only takes note of is handed over before its next other input, with its own time,
 * and not by an event: the same inputs with the same times, hence the same run (decision 89).
 */
@Tag("slow")
@Tag("model")
final class PassiveMailTest {
    private static Measurement run(Scenario scenario, long batchNanos) {
        return new Simulation(scenario, 5, MediaProbe.NONE, batchNanos).run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bilibili-default", "youku-default", "novage-v2-default", "novage-v2-40s"})
    void mailInsteadOfEventsChangesNothing(String name) {
        Scenario scenario = Golden.small(name, "protocol.granularity=slice");

        Measurement events = run(scenario, 0);
        Measurement mail = run(scenario, Simulation.BATCH_NANOS);

        assertThat(mail.viewers().equals(events.viewers())).as("the same to the bit").isTrue();
        assertThat(mail.violations()).isEmpty();
        assertThat(mail.cost().events()).isLessThan(events.cost().events() * 9 / 10);
    }
}
