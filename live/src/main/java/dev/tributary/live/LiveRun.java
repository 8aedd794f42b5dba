package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.live.net.Network;
import dev.tributary.live.net.ShapedTcp;
import dev.tributary.measure.Bound;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Interval;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.Measurements;
import dev.tributary.measure.Outcome;
import dev.tributary.measure.RoomMeter;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.script.Appearance;
import dev.tributary.sim.script.Script;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.journal.JournalWriter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A run over real sockets: the viewers of a script come and go at the same times as in the
 * simulation that wrote it, over the same lines and paths, and are measured the same way.
 */
public final class LiveRun implements AutoCloseable {
    /** How often it is looked at whether the run keeps up with the clock. */
    private static final double LOOK_SECONDS = 0.1;

    private static final long PAST_MILLIS = 60_000;

    /** How long a viewer that has left may take to say so. */
    private static final double GOODBYE_SECONDS = 6;

    private final Scenario scenario;
    private final Script script;
    private final Bound bound;
    private final LiveOptions options;
    private final Findings findings = new Findings();
    private final RoomMeter room = new RoomMeter();
    private final Ledger ledger = new Ledger();
    private final List<LiveViewer> viewers = new ArrayList<>();
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Measurement> result = new CompletableFuture<>();
    private LabOrigin origin;
    private LabServers servers;
    private Encoder encoder;
    private Lab lab;
    private volatile LiveEvents events;
    private long wallNanos;
    private long cpuNanos;
    private volatile long beganNanos;

    /**
     * Prepares a run; nothing happens yet.
     *
     * @param bound the ceiling that the simulation found for this audience
     */
    public LiveRun(Script script, Bound bound, LiveOptions options) {
        this.script = script;
        this.bound = bound;
        this.options = options;
        scenario = script.scenario();
    }

    private double endSeconds() {
        return scenario.run().endSeconds();
    }

    /** Returns how much of the run is done, 0..1; for any thread. */
    public double progress() {
        long began = beganNanos;
        return began == 0 ? 0 : Math.min(1, Time.seconds(System.nanoTime() - began) / endSeconds());
    }

    /**
     * Runs, which takes as long as the scenario says, and returns what was measured.
     *
     * @throws IOException when a server cannot be started
     */
    public Measurement run() throws IOException, InterruptedException {
        MediaLayout layout = scenario.room().layout();
        origin = new LabOrigin(Lab.STREAM, layout.sliceMillis());
        long publishMillis = Math.round(scenario.cdn().publishMillis());
        encoder =
                new Encoder(
                        script.frames(),
                        SlicerConfig.of(layout),
                        script.seed(),
                        ledger,
                        origin.target(),
                        publishMillis,
                        this::behind,
                        findings.glass());
        encoder.awaitPast();
        new EdgeProbe(origin.url(), Lab.STREAM).awaitSlice(ledger.newest(), PAST_MILLIS);
        servers =
                new LabServers(origin, scenario, script.trackerSeed(), options.journal("tracker"));
        servers.awaitEdge(ledger.newest(), PAST_MILLIS);
        EventLoop loop = group.next();
        loop.execute(() -> begin(loop));
        try {
            return result.join();
        } finally {
            close();
        }
    }

    /** The meters learn it before anybody can have the slice: it goes to the edge from here. */
    private void behind(int fromSlice, long millis) {
        lab.clock().loop().execute(() -> room.encoderClock().behind(fromSlice, millis));
    }

    private void begin(EventLoop loop) {
        LoopClock clock = new LoopClock(loop, System::nanoTime);
        wallNanos = System.nanoTime();
        cpuNanos = processCpuNanos();
        beganNanos = wallNanos;
        encoder.start(wallNanos);
        double loss = scenario.network().loss().sameIsp();
        Network network = new Network(clock, script.paths(), script.randomStream("live", 0), loss);
        lab =
                new Lab(
                        scenario,
                        clock,
                        servers.schedulerUrl(),
                        servers.stunAddress(),
                        network,
                        script.courses(),
                        new ShapedTcp.Link(),
                        new ShapedTcp.Link(),
                        room,
                        ledger,
                        findings,
                        new SecureRandom());
        script.appearances().forEach(this::plan);
        double step = scenario.run().stepSeconds();
        for (int i = 1; i * step <= endSeconds(); i++) {
            at(i * step, this::step);
        }
        for (int i = 1; i * LOOK_SECONDS <= endSeconds(); i++) {
            at(i * LOOK_SECONDS, () -> {});
        }
        at(scenario.run().warmUpSeconds(), this::measure);
        events =
                new LiveEvents(
                        lab,
                        encoder,
                        origin,
                        servers,
                        options,
                        this::at,
                        result::completeExceptionally);
        events.start();
        at(endSeconds(), this::end);
    }

    private void at(double seconds, Runnable what) {
        long dueNanos = Time.nanos(seconds);
        long delay = dueNanos - lab.clock().nowNanos();
        Runnable task =
                () -> {
                    // Not the clock's time, which stands still within a turn of a busy loop.
                    findings.late(System.nanoTime() - wallNanos - dueNanos);
                    guarded(what);
                };
        var unused = lab.clock().loop().schedule(task, delay, TimeUnit.NANOSECONDS);
    }

    /** An error of ours ends the run: it must not pass unseen on an event loop. */
    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private void plan(Appearance appearance) {
        double join = Time.seconds(appearance.joinNanos());
        if (join >= endSeconds()) {
            return;
        }
        at(join, () -> enter(appearance));
    }

    private void enter(Appearance appearance) {
        boolean forger = appearance.id() < options.polluters();
        LiveViewer viewer = new LiveViewer(lab, appearance, forger, journal(appearance.id()));
        viewers.add(viewer);
        present();
        double leave = Time.seconds(appearance.leaveNanos());
        if (leave < endSeconds()) {
            at(leave, () -> exit(appearance, viewer));
        }
    }

    private void exit(Appearance appearance, LiveViewer viewer) {
        if (appearance.silent()) {
            viewer.crash();
        } else {
            viewer.leave();
            at(Time.seconds(appearance.leaveNanos()) + GOODBYE_SECONDS, viewer::abandon);
        }
        present();
    }

    private JournalWriter journal(int viewer) {
        try {
            return options.journal(String.format(Locale.ROOT, "viewer-%04d", viewer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void present() {
        int present = (int) viewers.stream().filter(viewer -> !viewer.gone()).count();
        room.viewers(lab.clock().nowNanos(), present);
    }

    private void step() {
        int stalled = (int) viewers.stream().filter(LiveViewer::stalled).count();
        room.step(lab.clock().nowNanos(), stalled);
    }

    private void measure() {
        room.reset(lab.clock().nowNanos());
        findings.glass().reset();
        viewers.forEach(LiveViewer::resetMeter);
    }

    private void end() {
        if (encoder.fault() != null) {
            findings.violation(encoder.fault());
        }
        Measurement measured = measurement();
        viewers.forEach(LiveViewer::abandon);
        result.complete(measured);
    }

    private Measurement measurement() {
        Cost cost =
                new Cost(
                        Time.seconds(System.nanoTime() - wallNanos),
                        Time.seconds(processCpuNanos() - cpuNanos),
                        0,
                        0,
                        room.viewersMax());
        Interval interval =
                Interval.after(scenario.run().warmUpSeconds(), scenario.run().durationSeconds());
        Outcome outcome =
                new Outcome(
                        script.seed(),
                        bound,
                        findings.violations(),
                        "0".repeat(16),
                        List.of(),
                        cost);
        return Measurements.close(room, viewers, interval, outcome);
    }

    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean bean
                ? bean.getProcessCpuTime()
                : 0;
    }

    /** Returns what was found beside the measurement; after {@link #run}. */
    public Findings findings() {
        return findings;
    }

    /** Ends everything at once. */
    @Override
    public void close() {
        if (events != null) {
            events.close();
        }
        if (encoder != null) {
            encoder.close();
        }
        if (servers != null) {
            servers.close();
        }
        if (origin != null) {
            origin.close();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
