package dev.tributary.sim.world;

import dev.tributary.core.base.Check;
import dev.tributary.measure.Bound;
import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.TraceEvent;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.ThreadUsage;
import dev.tributary.sim.net.PathModel;
import java.util.ArrayList;
import java.util.List;

/** One replication of a scenario: builds the world, runs it, and returns what it measured. */
public final class Simulation {
    /** Most events that are recorded at a time. */
    public static final int WINDOW_MAX = 16 * Checkpoint.EVERY;

    private static final double SECOND = 1e9;

    /** A bound of time averages holds up to what was buffered when the interval began and ended. */
    private static final double BOUND_SLACK = 0.01;

    private final Scenario scenario;
    private final long seed;
    private final Replication replication;
    private Trace trace = new Trace();
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
        world = new World(scenario, seed, simulator, probe, trace);
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
                        world.run().meter().viewersMax());
        return measurement(cost);
    }

    /**
     * Runs on the calling thread, instead of {@link #run()}, until a window of the trace is over,
     * and returns the events in it; fewer or none when the run ends before.
     *
     * @param from number of the first event, from 1
     * @param to number of the last event, at most {@link #WINDOW_MAX} events later
     */
    public List<TraceEvent> record(long from, long to) {
        Check.that(from >= 1 && from <= to && to - from < WINDOW_MAX, "a window of the trace");
        TraceWindow window = new TraceWindow(from, to, replication::stop);
        trace = new Trace(window);
        replication.run();
        return window.events();
    }

    /** Returns who came and went in the run so far, in order of coming. */
    public List<Appearance> appearances() {
        return world.cast().everybody().stream().map(world.cast()::appearance).toList();
    }

    /** Returns the paths between the sites of this run. */
    public PathModel paths() {
        return world.network().paths();
    }

    /** Returns the frames of this run's encoder, from the first. */
    public FrameSource frames() {
        return new FrameSource(world.run().stream(Run.MEDIA, 0), scenario.media());
    }

    /** Returns the seed of this run's tracker, so that another world can have the same choices. */
    public int trackerSeed() {
        return world.servers().trackerSeed();
    }

    /** Returns a stream of random numbers of this run for a purpose outside of the simulation. */
    public RandomStream randomStream(String purpose, int number) {
        return world.run().stream(Randomness.purposeKey(purpose), number);
    }

    private Measurement measurement(Cost cost) {
        long end = (long) (endSeconds() * SECOND);
        long from = (long) (scenario.run().warmUpSeconds() * SECOND);
        List<ViewerRow> rows = new ArrayList<>();
        double upload = 0;
        for (ViewerNode viewer : world.cast().everybody()) {
            if (viewer.leftNanos() > from) {
                rows.add(viewer.row(end));
                upload = Math.max(upload, viewer.uploadPerDownloadMax());
            }
        }
        Bound bound = world.cast().census().bound();
        Measurement measured =
                new Measurement(
                        seed,
                        from / SECOND,
                        end / SECOND,
                        rows,
                        world.run().meter().series(),
                        world.run().meter().latencyMillis(),
                        bound,
                        world.run().meter().viewerSeconds(end) / scenario.run().durationSeconds(),
                        world.run().meter().peakBitsPerSecond(),
                        upload,
                        List.of(),
                        trace.hex(),
                        trace.checkpoints(end),
                        cost);
        world.run().invariants().checkConservation();
        double sharing = measured.bytes().sharingRatio();
        world.run()
                .invariants()
                .that(
                        !(sharing > bound.sharingRatioMax() + BOUND_SLACK),
                        -1,
                        "the sharing ratio " + sharing + " is above its bound");
        return measured.withViolations(world.run().invariants().violations());
    }
}
