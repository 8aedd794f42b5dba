package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.Library;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rooms of the validation suite, and how they are run. */
final class Rooms {
    private static final Path LIBRARY = Path.of("..", "scenarios", "library");

    /**
     * The network of theory.md 1.5: no NAT, no loss, no limits, and one tenth of the preset's round
     * trips, so that what the formulas do not know (reaching scheduler, edge and tracker, telling
     * about a departure) takes a hundredth of a second.
     */
    private static final String IDEAL =
            """
            name: ideal-room
            about: An ideal network.
            system: douyu
            audience:
              devices: {pc: 100 %, mobile: 0 %, wifi: 0 % of fixed}
              ramp: 5 s
            network:
              preset: ideal
              rtt: {fixed: 2 ms}
            protocol: {backups: 0, gapGrace: 0 ms, granularity: slice}
            cdn: {rtt: 2 ms, perViewer: unlimited}
            run: {warmUp: 60 s, duration: 240 s}
            """;

    /**
     * Nobody comes or goes, and every slice has the same size, so that sub-streams have equal
     * rates; 25 fps make slices of 1.04 s, and the measured time is ten rounds of six sub-streams.
     */
    private static final String[] STATIC = {
        "audience.sessions=forever",
        "audience.arrivals=none",
        "stream.keyframeWeight=1",
        "stream.variation=0 %",
        "run.warmUp=20 s",
        "run.duration=62.4 s"
    };

    private Rooms() {}

    /** Returns a scenario of the library with overrides {@code a.b=value}. */
    static Scenario library(String name, String... overrides) {
        return read(LIBRARY.resolve(name + ".yaml"), overrides);
    }

    /** Returns the names of all scenarios of the library. */
    static List<String> names() {
        try {
            return Library.list(LIBRARY).stream().map(item -> item.scenario().name()).toList();
        } catch (ScenarioException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    /** Returns the ideal room with overrides {@code a.b=value}. */
    static Scenario ideal(String... overrides) {
        try {
            Path file = Files.createTempFile("room", ".yaml");
            try {
                Files.writeString(file, IDEAL);
                return read(file, overrides);
            } finally {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns an ideal room in which nobody comes or goes. */
    static Scenario still(String... overrides) {
        return ideal(join(STATIC, overrides));
    }

    /** Returns an ideal room of constant size with exponential sessions. */
    static Scenario churning(int viewers, int sessionSeconds, String... overrides) {
        String[] churn = {
            "audience.viewers=" + viewers,
            "audience.sessions={exponential: " + sessionSeconds + " s}",
            "audience.arrivals=replace",
            "run.duration=600 s"
        };
        return ideal(join(churn, overrides));
    }

    static String[] join(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    private static Scenario read(Path file, String... overrides) {
        try {
            return ScenarioReader.read(file, List.of(overrides));
        } catch (ScenarioException broken) {
            throw new IllegalArgumentException(file.getFileName().toString(), broken);
        }
    }

    static Measurement run(Scenario scenario, long seed) {
        return new Simulation(scenario, seed).run();
    }

    /** Measures the sharing ratio of theory.md 1.5 in a run without violations. */
    static double liveShare(Scenario scenario, long seed) {
        LiveShare share = new LiveShare(scenario);
        Measurement measured = new Simulation(scenario, seed, share).run();
        assertThat(measured.violations()).isEmpty();
        return share.ratio();
    }
}
