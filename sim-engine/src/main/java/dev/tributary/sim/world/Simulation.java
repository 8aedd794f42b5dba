package dev.tributary.sim.world;

import dev.tributary.core.qoe.Bound;
import dev.tributary.core.qoe.Cost;
import dev.tributary.core.qoe.Measurement;
import dev.tributary.core.qoe.ViewerRow;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.ThreadUsage;
import java.util.ArrayList;
import java.util.List;

/** One replication of a scenario: builds the world, runs it, and returns what it measured. */
public final class Simulation {
    private static final double SECOND = 1e9;

    /** A bound of time averages holds up to what was buffered when the interval began and ended. */
    private static final double BOUND_SLACK = 0.01;

    private final Scenario scenario;
    private final long seed;
    private final Replication replication;
    private World world;

    /** Prepares a replication; nothing runs yet. */
    public Simulation(Scenario scenario, long seed) {
        this(scenario, seed, MediaProbe.NONE);
    }

    /** Prepares a replication that is watched by a probe. */
    public Simulation(Scenario scenario, long seed, MediaProbe probe) {
        this.scenario = scenario;
        this.seed = seed;
        String name = scenario.name() + "#" + seed;
        long endNanos = (long) (endSeconds() * SECOND);
        replication = new Replication(name, endNanos, simulator -> build(simulator, probe));
    }

    private double endSeconds() {
        return scenario.run().warmUpSeconds() + scenario.run().durationSeconds();
    }

    private void build(FastSimulator simulator, MediaProbe probe) {
        world = new World(scenario, seed, simulator, probe);
        world.start();
    }

    /** Returns how much of the run is done, 0..1; for any thread. */
    public double progress() {
        return replication.nowNanos() / (endSeconds() * SECOND);
    }

    /** Asks the run to end early; for any thread. */
    public void stop() {
        replication.stop();
    }

    /** Runs on the calling thread and returns the measurement. */
    public Measurement run() {
        long wall = System.nanoTime();
        long cpu = ThreadUsage.cpuNanos();
        long allocated = ThreadUsage.allocatedBytes();
        replication.run();
        Cost cost =
                new Cost(
                        (System.nanoTime() - wall) / SECOND,
                        (ThreadUsage.cpuNanos() - cpu) / SECOND,
                        replication.eventCount(),
                        ThreadUsage.allocatedBytes() - allocated,
                        world.room().viewersMax());
        return measurement(cost);
    }

    private Measurement measurement(Cost cost) {
        long end = (long) (endSeconds() * SECOND);
        long from = (long) (scenario.run().warmUpSeconds() * SECOND);
        List<ViewerRow> rows = new ArrayList<>();
        double upload = 0;
        for (ViewerNode viewer : world.everybody()) {
            if (viewer.leftNanos() > from) {
                rows.add(viewer.row(end));
                upload = Math.max(upload, viewer.uploadPerDownloadMax());
            }
        }
        Bound bound = world.census().bound();
        Measurement measured =
                new Measurement(
                        seed,
                        from / SECOND,
                        end / SECOND,
                        rows,
                        world.room().series(),
                        world.room().latencyMillis(),
                        bound,
                        world.room().viewerSeconds(end) / scenario.run().durationSeconds(),
                        world.room().peakBitsPerSecond(),
                        upload,
                        List.of(),
                        world.traceHex(),
                        cost);
        world.invariants().checkConservation();
        double sharing = measured.bytes().sharingRatio();
        world.invariants()
                .that(
                        !(sharing > bound.sharingRatioMax() + BOUND_SLACK),
                        -1,
                        "the sharing ratio " + sharing + " is above its bound");
        world.invariants().checkConservation();
        return measured.withViolations(world.invariants().violations());
    }
}
