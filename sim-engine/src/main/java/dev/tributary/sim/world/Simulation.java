package dev.tributary.sim.world;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Time;
import dev.tributary.measure.Bound;
import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Interval;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.Measurements;
import dev.tributary.measure.Outcome;
import dev.tributary.measure.TraceEvent;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.bound.RoomCensus;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.Replication;
import dev.tributary.sim.kernel.ThreadUsage;
import dev.tributary.sim.script.Appearance;
import dev.tributary.sim.script.Script;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One replication of a scenario: builds the world, runs it, and returns what it measured. */
public final class Simulation {
    /** Most events that are recorded at a time. */
    public static final int WINDOW_MAX = 16 * Checkpoint.EVERY;

    /**
     * For how long what comes to a viewer in frames may wait, to be done together, each at its own
     * time (decision 76).
     */
    static final long BATCH_NANOS = 50_000_000L;

    /** A bound of time averages holds up to what was buffered when the interval began and ended. */
    private static final double BOUND_SLACK = 0.01;

    private static final Set<PlannedEvent.Kind> ABSENCES =
            EnumSet.of(
                    PlannedEvent.Kind.PUBLISHER_STOPS,
                    PlannedEvent.Kind.ORIGIN_RESTARTS,
                    PlannedEvent.Kind.CDN_OUTAGE);

    /** As it was handed in, and with the messages that are simulated. */
    private final Scenario asked;

    private final Scenario scenario;
    private final long seed;
    private final long batchNanos;
    private final Replication replication;
    private Trace trace = new Trace();
    private World world;
    private Consumer<RoomCensus> watcher = census -> {};

    /** Prepares a replication; nothing runs yet. */
    public Simulation(Scenario scenario, long seed) {
        this(scenario, seed, MediaProbe.NONE);
    }

    /** Prepares a replication that is watched by a probe. */
    public Simulation(Scenario scenario, long seed, MediaProbe probe) {
        this(scenario, seed, probe, BATCH_NANOS);
    }

    /** Prepares a replication in which nothing waits for longer than a time. */
    Simulation(Scenario scenario, long seed, MediaProbe probe, long batchNanos) {
        this.batchNanos = batchNanos;
        asked = scenario;
        this.scenario = Coarseness.settled(scenario);
        this.seed = seed;
        String name = scenario.name() + "#" + seed;
        long endNanos = Time.nanos(scenario.run().endSeconds());
        replication = new Replication(name, endNanos, simulator -> build(simulator, probe));
    }

    private void build(FastSimulator simulator, MediaProbe probe) {
        world = new World(scenario, seed, simulator, probe, trace, batchNanos);
        world.cast().census().watch(watcher);
        world.start();
    }

    /** Lets somebody look at each sample of the room's ceiling. */
    void watch(Consumer<RoomCensus> each) {
        watcher = each;
    }

    /** Returns how much of the run is done, 0..1; for any thread. */
    public double progress() {
        return Time.seconds(replication.nowNanos()) / scenario.run().endSeconds();
    }

    /** Asks the run to end early; for any thread. */
    public void stop() {
        replication.stop();
    }

    /** Runs on the calling thread and returns the measurement. */
    public Measurement run() {
        long wall = ThreadUsage.wallNanos();
        long cpu = ThreadUsage.cpuNanos();
        long allocated = ThreadUsage.allocatedBytes();
        replication.run();
        Cost cost =
                new Cost(
                        Time.seconds(ThreadUsage.wallNanos() - wall),
                        Time.seconds(ThreadUsage.cpuNanos() - cpu),
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

    /** Returns the script of the run so far, for another world to play. */
    public Script script() {
        Cast cast = world.cast();
        List<Appearance> appearances = cast.everybody().stream().map(cast::appearance).toList();
        int trackerSeed = world.servers().trackerSeed();
        return new Script(asked, seed, appearances, world.network().paths(), trackerSeed);
    }

    private Measurement measurement(Cost cost) {
        Interval interval =
                Interval.after(scenario.run().warmUpSeconds(), scenario.run().durationSeconds());
        world.cast().catchUp();
        Bound bound = world.cast().census().bound();
        Outcome outcome =
                new Outcome(
                        seed,
                        bound,
                        List.of(),
                        trace.hex(),
                        trace.checkpoints(interval.endNanos()),
                        cost);
        Measurement measured =
                Measurements.close(
                        world.run().meter(), world.cast().everybody(), interval, outcome);
        world.run().invariants().checkConservation();
        checkBound(measured);
        return measured.withViolations(world.run().invariants().violations());
    }

    /** A bound is of what viewers want; where they get less, peers may bring more of that. */
    private void checkBound(Measurement measured) {
        double wanted =
                measured.meanViewers()
                        * scenario.room().bitrateKbps()
                        * scenario.run().durationSeconds()
                        * 1_000
                        / 8;
        double most =
                measured.bound().sharingRatioMax()
                        * Math.max(1, wanted / Math.max(1, measured.bytes().useful()));
        double sharing = measured.bytes().sharingRatio();
        boolean holds = !(sharing > most + slack(measured));
        world.run()
                .invariants()
                .that(holds, -1, "the sharing ratio " + sharing + " is above its bound");
    }

    /**
     * Returns by how much the sharing ratio may be above its bound. What the CDN sent of the
     * buffers that are full when the measurement begins is not counted, and where it has nothing to
     * send, or does not, what peers still bring of them may be much of all that is.
     */
    private double slack(Measurement measured) {
        if (scenario.events().stream().noneMatch(event -> ABSENCES.contains(event.kind()))) {
            double seconds = scenario.run().durationSeconds();
            return Math.max(BOUND_SLACK, world.cast().census().unevenness(seconds));
        }
        double buffered =
                measured.meanViewers()
                        * scenario.room().bitrateKbps()
                        * scenario.room().playout().bufferMillis()
                        / 8;
        return Math.max(BOUND_SLACK, buffered / Math.max(1, measured.bytes().useful()));
    }
}
