package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.cli.base.WrongInputException;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.sim.world.Replications.Job;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeapTest {
    private static final long GIGABYTE = 1_000_000_000;

    private static Job job(int viewers, boolean throughCodec) throws ScenarioException {
        String text =
                "{name: big, about: memory, system: douyu, audience: {viewers: "
                        + viewers
                        + "}, run: {throughCodec: "
                        + throughCodec
                        + "}}";
        Scenario scenario = ScenarioReader.parse(text, "big");
        return new Job(scenario, 1);
    }

    @Test
    void asManyAsWantedWhenTheyFit() throws ScenarioException {
        List<Job> jobs = List.of(job(1_000, false), job(2_000, false));
        assertThat(new Heap(GIGABYTE).threads(2, jobs)).isEqualTo(2);
    }

    @Test
    void oneAtTimeWhenTwoDoNotFit() throws ScenarioException {
        List<Job> jobs = List.of(job(100_000, false), job(100_000, false));
        assertThat(new Heap(2 * GIGABYTE).threads(2, jobs)).isEqualTo(1);
        assertThat(new Heap(3 * GIGABYTE).threads(2, jobs)).isEqualTo(2);
    }

    @Test
    void whoChecksIsWarnedOfWhatWouldBeRefused() throws ScenarioException {
        Scenario scenario = job(1_000_000, false).scenario();
        assertThat(new Heap(13 * GIGABYTE).warnings(scenario)).isEmpty();
        assertThat(new Heap(6 * GIGABYTE).warnings(scenario))
                .containsExactly(
                        "big: warning: 'run' would refuse it: 1,000,000 viewers need about 12.4 GB"
                                + " of memory, and the JVM may use 6.0 GB; set"
                                + " TRIBUTARY_JAVA_OPTS=-Xmx13g on a machine that has it, or take"
                                + " fewer");
    }

    @Test
    void tooLittleForOneIsRefusedAndSaysWhatIsNeeded() throws ScenarioException {
        List<Job> jobs = List.of(job(1_000_000, false));
        assertThatThrownBy(() -> new Heap(6 * GIGABYTE).threads(1, jobs))
                .isInstanceOf(WrongInputException.class)
                .hasMessageContaining("1,000,000 viewers need about 12.4 GB")
                .hasMessageContaining("the JVM may use 6.0 GB")
                .hasMessageContaining("TRIBUTARY_JAVA_OPTS=-Xmx13g");
    }

    @Test
    void realBytesOfTheStreamCount() throws ScenarioException {
        List<Job> jobs = List.of(job(1_000, true));
        assertThatThrownBy(() -> new Heap(6 * GIGABYTE).threads(1, jobs))
                .isInstanceOf(WrongInputException.class);
        assertThat(new Heap(12 * GIGABYTE).threads(1, jobs)).isEqualTo(1);
    }
}
