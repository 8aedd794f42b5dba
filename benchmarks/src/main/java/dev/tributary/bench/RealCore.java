package dev.tributary.bench;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.sim.world.MediaProbe;
import dev.tributary.sim.world.Simulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures the production core in the simulated world.
 *
 * <p>Arguments: a scenario file, a number of viewers, and optionally how often to repeat and
 * further overrides {@code a.b=value}. The run is 60 s of warm-up and 60 s of measurement, seed 1,
 * unless overridden. Repeat at least three times and look at the median: the first run compiles.
 */
public final class RealCore {
    /** Share of the run after which the living world is weighed. */
    private static final double WEIGHED_AT = 0.9;

    private RealCore() {}

    /** Runs the scenario and prints one line per run. */
    public static void main(String[] arguments) throws ScenarioException {
        Path file = Path.of(arguments[0]);
        int viewers = Integer.parseInt(arguments[1]);
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        List<String> overrides = new java.util.ArrayList<>();
        overrides.add("audience.viewers=" + viewers);
        overrides.add("run.warmUp=60 s");
        overrides.add("run.duration=60 s");
        overrides.addAll(
                List.of(arguments).subList(Math.min(3, arguments.length), arguments.length));
        Scenario scenario = ScenarioReader.read(file, overrides);
        // What every run loads and keeps, such as classes, belongs to no viewer.
        List<String> few = new java.util.ArrayList<>(overrides);
        few.add("audience.viewers=10");
        new Simulation(ScenarioReader.read(file, few), 1).run();
        long empty = Meter.retainedBytes();
        System.out.println(
                "viewers    events  cpu s wall s  gc s  x real  ev/cpu-s  ev/viewer-s  B/ev"
                        + "  retained B/viewer  peak heap MiB  trace");
        for (int run = 0; run < runs; run++) {
            System.out.println(line(scenario, empty));
        }
    }

    /**
     * Runs a scenario with seed 1 and returns its line of the table.
     *
     * @param empty live bytes in the heap without a world
     */
    static String line(Scenario scenario, long empty) {
        double simulated = scenario.run().endSeconds();
        Scale scale = new Scale();
        Simulation simulation = new Simulation(scenario, 1, scale);
        scale.simulation = simulation;
        Meter meter = new Meter();
        Measurement measured = simulation.run();
        var cost = measured.cost();
        if (!measured.violations().isEmpty()) {
            throw new IllegalStateException("the run broke a rule: " + measured.violations());
        }
        // CPU time and not wall time: other programs share the machine.
        return String.format(
                Locale.ROOT,
                "%7d %9d %6.2f %6.2f %5.2f %7.2f %8.3fM %12.2f %5.0f %18d %14.0f  %s",
                scenario.audience().viewers(),
                cost.events(),
                cost.cpuSeconds(),
                cost.wallSeconds(),
                meter.collectionSeconds(),
                simulated / cost.cpuSeconds(),
                cost.events() / cost.cpuSeconds() / 1e6,
                cost.events() / (measured.meanViewers() * simulated),
                (double) cost.allocatedBytes() / cost.events(),
                (long) ((scale.retained - empty) / measured.meanViewers()),
                meter.peakHeapBytes() / 1048576.0,
                measured.traceHash());
    }

    /** Weighs the heap once, while the room is full. */
    private static final class Scale implements MediaProbe {
        private Simulation simulation;
        private long retained;

        @Override
        public void received(long joinedNanos, SliceHeader header, MediaSource source, int useful) {
            if (retained == 0 && simulation.progress() > WEIGHED_AT) {
                retained = Meter.retainedBytes();
            }
        }
    }
}
