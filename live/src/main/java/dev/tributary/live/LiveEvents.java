package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.sim.script.FrameSource;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * What happens to network, publisher and servers as planned; on the viewers' loop. What takes its
 * time there happens on a thread of its own, one thing after the other: viewers do not wait for it.
 */
final class LiveEvents implements AutoCloseable {
    /** For the last slice of an origin that goes to come to the edge, as it does in a stop. */
    private static final long LAST_SLICE_MILLIS = 2_000;

    private final Lab lab;
    private final Encoder encoder;
    private final LabOrigin origin;
    private final LabServers servers;
    private final LiveOptions options;
    private final Plan plan;
    private final Consumer<Exception> failed;
    private final ExecutorService aside =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("events", true));
    private int trackers = 1;

    /** What to do at a time of the run, seconds. */
    interface Plan {
        /** Does it then. */
        void at(double seconds, Runnable what);
    }

    /** What an event does that takes its time. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Prepares; nothing happens yet.
     *
     * @param failed hears on another thread why an event could not happen
     */
    LiveEvents(
            Lab lab,
            Encoder encoder,
            LabOrigin origin,
            LabServers servers,
            LiveOptions options,
            Plan plan,
            Consumer<Exception> failed) {
        this.lab = lab;
        this.encoder = encoder;
        this.origin = origin;
        this.servers = servers;
        this.options = options;
        this.plan = plan;
        this.failed = failed;
    }

    /** Plans what the scenario has, and what was asked for beside it. */
    void start() {
        lab.scenario().events().forEach(this::plan);
        if (options.restartSeconds() > 0) {
            plan(
                    new PlannedEvent(
                            options.restartSeconds(),
                            PlannedEvent.Kind.TRACKER_OUTAGE,
                            0,
                            0,
                            PlannedEvent.Clock.KEPT));
        }
    }

    private void plan(PlannedEvent event) {
        plan.at(event.atSeconds(), () -> happen(event));
    }

    /** Viewers who come and go by a plan are in the appearances already. */
    private void happen(PlannedEvent event) {
        switch (event.kind()) {
            case CUT_P2P -> lab.network().cutPeers(true);
            case RESTORE_P2P -> lab.network().cutPeers(false);
            case CDN_OUTAGE -> {
                lab.edge().down(true);
                after(event, () -> lab.edge().down(false));
            }
            case MASS_LEAVE, FLASH_CROWD, CRASH -> {}
            case PUBLISHER_STOPS -> encoder.stop();
            case PUBLISHER_RETURNS -> encoder.resume(millis(event.atSeconds()), event.clock());
            case ORIGIN_RESTARTS -> {
                encoder.stop();
                aside(this::originDown);
                after(event, () -> aside(this::originUp));
            }
            case TRACKER_OUTAGE -> {
                aside(servers::trackerDown);
                after(event, () -> aside(this::trackerUp));
            }
        }
    }

    private void after(PlannedEvent event, Runnable what) {
        plan.at(event.atSeconds() + event.overSeconds(), what);
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1e3);
    }

    private void originDown() throws IOException, InterruptedException {
        encoder.awaitStop();
        servers.awaitEdge(lab.ledger().newest(), LAST_SLICE_MILLIS);
        origin.close();
    }

    /** Its numbers are seconds, whatever was cut meanwhile, and above all that there were. */
    private void originUp() throws IOException {
        long nowMillis = lab.clock().nowNanos() / Time.NANOS_PER_MILLI;
        int second = (int) ((nowMillis + FrameSource.HEAD_START_MILLIS) / 1_000);
        int first = Math.max(lab.ledger().newest() + 1, second);
        origin.restart(first);
        encoder.resume(nowMillis, PlannedEvent.Clock.ZERO, first);
    }

    private void trackerUp() throws IOException {
        servers.trackerUp(options.journal("tracker-" + ++trackers));
    }

    private void aside(Work work) {
        aside.execute(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | RuntimeException e) {
                        failed.accept(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        aside.shutdownNow();
    }
}
