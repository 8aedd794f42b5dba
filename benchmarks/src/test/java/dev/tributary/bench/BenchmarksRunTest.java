package dev.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH goes on after a benchmark that threw; every one of ours is run here, for a moment. */
final class BenchmarksRunTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .param("pending", "1000")
                        .param("viewers", "1000")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();

        Collection<RunResult> results = new Runner(options).run();

        Set<String> classes =
                results.stream()
                        .map(result -> result.getParams().getBenchmark())
                        .map(name -> name.replaceAll("^.*[.](\\w+)[.]\\w+$", "$1"))
                        .collect(Collectors.toSet());
        assertThat(classes)
                .containsExactlyInAnyOrder(
                        "ChunkMapBenchmark", "CodecBenchmark", "HoldBenchmark", "TrackerBenchmark");
    }
}
