package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.Metrics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the tracker's process while three viewers feed each other. */
@Timeout(150)
@Tag("slow")
final class TrackerDeathTest {
    private static final String ROOM = "douyu-three";
    private static final int VIEWERS = 3;

    /** A room's buffer holds ten seconds: without a source, playback would stall in this time. */
    private static final long BUFFER_MILLIS = 10_000;

    private static final long DEAD_MILLIS = 5_000;

    /** After three failures a viewer pauses up to 16 s, and then has to connect. */
    private static final long BACK_SECONDS = 16 + 4;

    private static final long PEERING_SECONDS = 40;

    @TempDir private Path here;
    private final List<Served> viewers = new ArrayList<>();

    @Test
    void playbackGoesOnAndAllComeBack() throws Exception {
        try (OneMachine machine = new OneMachine(here);
                OneMachine.Source source = machine.source()) {
            int port = freePort();
            try (CommandProcess tracker = tracker(port)) {
                String watch = machine.watch(source.port(), port, ROOM);
                for (int i = 0; i < VIEWERS; i++) {
                    viewers.add(machine.start(watch));
                }
                await(PEERING_SECONDS, () -> least("peer_bytes_total") > 0);
                tracker.kill();
            }
            double before = total("peer_bytes_total");
            Thread.sleep(DEAD_MILLIS);
            double during = total("peer_bytes_total");
            assertThat(during).as("bytes from peers without a tracker").isGreaterThan(before);
            try (CommandProcess tracker = tracker(port)) {
                assertThat(tracker.ready()).contains(":" + port);
                await(BACK_SECONDS, () -> metric(port, "tributary_tracker_viewers") == VIEWERS);
                Thread.sleep(BUFFER_MILLIS);
                assertThat(total("peer_bytes_total")).isGreaterThan(during);
                assertThat(total("stalls_total")).isZero();
                assertThat(least("buffer_millis")).isPositive();
            }
        }
    }

    private CommandProcess tracker(int port) throws IOException {
        return new CommandProcess(here, OneMachine.tracker(port, ROOM).split(" ", -1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private double total(String name) {
        return viewers.stream().mapToDouble(viewer -> metric(viewer, name)).sum();
    }

    private double least(String name) {
        return viewers.stream().mapToDouble(viewer -> metric(viewer, name)).min().orElseThrow();
    }

    private static double metric(Served viewer, String name) {
        return metric(viewer.port(), "tributary_viewer_" + name);
    }

    private static double metric(int port, String name) {
        try {
            return Metrics.read(port, name);
        } catch (IOException e) {
            throw new AssertionError("no metrics of port " + port, e);
        }
    }

    private static void await(long seconds, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in " + seconds + " s").isLessThan(end);
            Thread.sleep(100);
        }
    }
}
