package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.transport.player.ScreenViewer;
import dev.tributary.transport.player.ViewerStatus;
import io.netty.channel.EventLoop;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line on a terminal, drawn anew every second: how the viewer is doing. */
final class StatusLine {
    private static final double MEGABYTE = 1e6;

    private final Environment environment;
    private final ScreenViewer viewer;

    StatusLine(Environment environment, ScreenViewer viewer) {
        this.environment = environment;
        this.viewer = viewer;
    }

    /** Draws until the loop ends. */
    void start(EventLoop until) {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "status");
                            thread.setDaemon(true);
                            return thread;
                        });
        var unused = timer.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS);
        until.terminationFuture().addListener(ended -> timer.shutdownNow());
    }

    private void draw() {
        try {
            environment.err().print("\r" + text(viewer.status()) + "\033[K");
            environment.err().flush();
        } catch (RejectedExecutionException stopping) {
            environment.err().println();
        }
    }

    static String text(ViewerStatus status) {
        return String.format(
                Locale.ROOT,
                "buffer %4.1f s%s  %4.1f %% from peers  %.1f MB down, %.1f MB up  %d links  %d stalls",
                status.bufferMillis() / 1e3,
                status.stalled() ? " (stalled)" : "",
                100 * status.fromPeers(),
                (status.peerBytes() + status.cdnBytes()) / MEGABYTE,
                status.uploadedBytes() / MEGABYTE,
                status.links(),
                status.stalls());
    }
}
