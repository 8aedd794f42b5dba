package dev.tributary.transport.tracker.load;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * What a tracker process costs per connection, join and relayed signal, and how fast its viewers
 * are back after kill -9: {@code [viewers [subStreams [rounds]]]}. Linux only; plain text, one
 * room, server and viewers in two processes. Processor time is that of all threads of the server,
 * garbage collector and compiler included.
 */
public final class TrackerLoad implements AutoCloseable {
    /** What reliability.md 4.5 wants sustained. */
    private static final int OPS_PER_SECOND = 6_000;

    private static final int RELAYS = 40_000;
    private static final int WAIT_SECONDS = 60;
    private static final String HEAP = "192m";

    /** How Linux names the event loop of the server. */
    private static final String LOOP = "tracker-";

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final LoadViewer.Tally tally = new LoadViewer.Tally();
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final int count;
    private final int subStreams;
    private final int port;
    private ServerProcess server;

    private TrackerLoad(int count, int subStreams) throws IOException {
        this.count = count;
        this.subStreams = subStreams;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = new ServerProcess(port, subStreams, HEAP);
    }

    /** Runs all phases and prints a line for each. */
    public static void main(String[] arguments) throws Exception {
        int viewers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int subStreams = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 11;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        try (TrackerLoad load = new TrackerLoad(viewers, subStreams)) {
            load.run(rounds);
        }
    }

    private void run(int rounds) throws Exception {
        connectOne();
        long heap = server.heap();
        long resident = server.resident();
        measured("handshake", count - 1, i -> connectNext(), () -> tally.up);
        memory("connected", heap, resident);
        for (int round = 1; round <= rounds; round++) {
            long before = on(() -> tally.candidates);
            measured("join, round " + round, count, i -> viewers.get(i).join(), () -> tally.joined);
            System.out.printf(
                    "  %.1f candidates per viewer%n",
                    (on(() -> tally.candidates) - before) / (double) count);
            if (round == 1) {
                memory("joined", heap, resident);
            }
            if (round < rounds) {
                leaveAll();
            }
        }
        for (int round = 1; round <= 2; round++) {
            measured("relay, round " + round, RELAYS, this::signal, () -> tally.signals);
        }
        memory("after all", heap, resident);
        restart();
    }

    /** Tries until the server is there. */
    private void connectOne() throws Exception {
        on(this::connectNext);
        on(() -> viewers.get(0).comeBack());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (on(() -> tally.up) == 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void connectNext() {
        LoadViewer viewer = new LoadViewer(loop, tally, port);
        viewers.add(viewer);
        viewer.connect();
    }

    private void leaveAll() throws Exception {
        measured("leave", count, i -> viewers.get(i).leave(), () -> count - tally.joined);
        while (server.viewers() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void signal(int i) {
        int from = i % count;
        viewers.get(from).signal(viewers.get((from + 1 + i / count) % count));
    }

    /** Does something many times at a steady rate, and prints what one time cost the server. */
    private void measured(String what, int times, IntConsumer operation, LongSupplier done)
            throws Exception {
        long base = on(done::getAsLong);
        long all = server.cpuNanos("");
        long loopOnly = server.cpuNanos(LOOP);
        long began = System.nanoTime();
        int perStep = OPS_PER_SECOND / 100;
        for (int i = 0; i < times; i += perStep) {
            int from = i;
            int to = Math.min(times, i + perStep);
            on(
                    () -> {
                        for (int k = from; k < to; k++) {
                            operation.accept(k);
                        }
                    });
            long next = began + TimeUnit.MILLISECONDS.toNanos(10L * (i / perStep + 1));
            LockSupport.parkNanos(next - System.nanoTime());
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (on(done::getAsLong) - base < times && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        double micros = (server.cpuNanos("") - all) / 1e3 / times;
        double loopMicros = (server.cpuNanos(LOOP) - loopOnly) / 1e3 / times;
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%-16s %d of %d in %.2f s, %.1f us of processor each, %.1f on the event loop%n",
                what, on(done::getAsLong) - base, times, seconds, micros, loopMicros);
    }

    private void memory(String when, long heap, long resident) throws IOException {
        double inUse = (server.heap() - heap) / 1024.0 / count;
        double outside = (server.resident() - resident) / 1024.0 / count;
        System.out.printf(
                "  %s: per connection %.2f KiB: %.2f of heap in use, %.2f outside the heap%n",
                when, inUse + outside, inUse, outside);
    }

    /** kill -9 and a new process on the same port; viewers come back with full jitter. */
    private void restart() throws Exception {
        on(() -> viewers.forEach(LoadViewer::comeBack));
        on(() -> tally.downs = 0);
        server.kill();
        long began = System.nanoTime();
        server = new ServerProcess(port, subStreams, HEAP);
        int[] shares = {50, 90, 99, 100};
        while (on(() -> tally.downs) < count) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        while (on(() -> tally.joined) == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        System.out.printf("restart: the first after %.2f s%n", (System.nanoTime() - began) / 1e9);
        int next = 0;
        while (next < shares.length && System.nanoTime() - began < WAIT_SECONDS * 1_000_000_000L) {
            long joined = on(() -> tally.joined);
            while (next < shares.length && joined * 100 >= (long) shares[next] * count) {
                double seconds = (System.nanoTime() - began) / 1e9;
                System.out.printf("restart: %d%% back after %.2f s%n", shares[next++], seconds);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        System.out.printf(
                "restart: %d of %d back after %d attempts%n",
                on(() -> tally.joined), count, on(() -> tally.downs));
    }

    private void on(Runnable task) throws Exception {
        loop.submit(task).get();
    }

    private <T> T on(Callable<T> task) throws Exception {
        return loop.submit(task).get();
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
