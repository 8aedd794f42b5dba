package dev.tributary.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.qoe.Measurement;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveRunTest {
    @Test
    void lab() throws Exception {
        Scenario scenario = scenario();
        try (LiveRun run = new LiveRun(scenario, LiveOptions.NONE)) {
            Measurement measured = run.run();
            System.out.println(
                    "real "
                            + measured.bytes().sharingRatio()
                            + " sim "
                            + run.simulated().bytes().sharingRatio());
            System.out.println(measured.violations());
            System.out.println(
                    run.findings().refusals()
                            + " played "
                            + run.findings().playedBytes()
                            + " dropped "
                            + run.findings().droppedBytes());
            measured.viewers().forEach(System.out::println);
            System.out.println(measured.cost());
            assertThat(measured.violations()).isEmpty();
        }
    }

    private static Scenario scenario() throws Exception {
        return ScenarioReader.read(
                Path.of("../scenarios/library/lab-12.yaml"),
                List.of("run.warmUp=10 s", "run.duration=20 s", "audience.viewers=6"));
    }
}
