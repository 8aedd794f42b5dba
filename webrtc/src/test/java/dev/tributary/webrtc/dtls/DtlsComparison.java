package dev.tributary.webrtc.dtls;

import dev.tributary.webrtc.dtls.LossyWire.Conditions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.tls.DTLSTransport;

/**
 * Our DTLS beside Bouncy Castle's in real time, on the same bad networks: how many handshakes end
 * well and when, the processor's and the heap's share, and the records' rate. Run by hand:
 *
 * <pre>java -cp ... dev.tributary.webrtc.dtls.DtlsComparison [handshakes per row, 300]</pre>
 */
final class DtlsComparison {
    /** Pairs begin one after the other, so that the processor is mostly idle. */
    private static final int START_GAP_MILLIS = 40;

    private static final int WARM_UP = 300;
    private static final int CPU_PAIRS = 300;
    private static final int HEAP_PAIRS = 300;
    private static final int RECORD_BYTES = 1_150;
    private static final long RECORDS_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final DtlsConfig CONFIG = DtlsConfig.defaults();

    private enum Stack {
        OURS,
        /** Bouncy Castle with its own primitives. */
        BOUNCY,
        /** The same with the JDK's primitives. */
        BOUNCY_JCA,
        /** With its own primitives, and {@link FlightNetwork}'s help. */
        BOUNCY_HELPED
    }

    private static final List<Stack> STACKS = List.of(Stack.values());

    private record Row(String name, Conditions conditions) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row("loss 0 %, 10 ms", new Conditions(0, 0, 10, 0, 0)),
                    new Row("loss 0 %, jitter 30 ms, dup 10 %", new Conditions(0, .1, 10, 30, 0)),
                    new Row("loss 10 %, jitter 30 ms, dup 10 %", new Conditions(.1, .1, 10, 30, 0)),
                    new Row("loss 30 %, jitter 30 ms, dup 10 %", new Conditions(.3, .1, 10, 30, 0)),
                    new Row("altered copies 25 %, 10 ms", new Conditions(0, 0, 10, 0, .25)));

    private final DtlsIdentity one = identity();
    private final DtlsIdentity two = identity();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicLong cpuNanos = new AtomicLong();

    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        DtlsComparison comparison = new DtlsComparison();
        try {
            comparison.run(count);
        } finally {
            comparison.timer.shutdownNow();
            comparison.threads.shutdownNow();
        }
    }

    private static DtlsIdentity identity() {
        return DtlsIdentity.generate(
                new SecureRandom(),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"));
    }

    private void run(int count) throws Exception {
        for (Stack stack : STACKS) {
            cpu(stack);
            heap(stack);
            records(stack);
        }
        for (Row row : ROWS) {
            for (Stack stack : STACKS) {
                if (stack != Stack.BOUNCY_JCA) {
                    handshakes(stack, row, count);
                }
            }
        }
    }

    private Pair pair(Stack stack, Conditions conditions, long seed) {
        return new Pair(stack, conditions, seed);
    }

    private void cpu(Stack stack) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            pair(stack, Conditions.NONE, i).connect();
        }
        cpuNanos.set(0);
        for (int i = 0; i < CPU_PAIRS; i++) {
            pair(stack, Conditions.NONE, i).connect();
        }
        print("%-10s %.2f ms of CPU per pair", stack, cpuNanos.get() / 1e6 / CPU_PAIRS);
    }

    private void heap(Stack stack) throws Exception {
        List<Pair> held = new ArrayList<>();
        long before = used();
        for (int i = 0; i < HEAP_PAIRS; i++) {
            Pair pair = pair(stack, Conditions.NONE, i);
            pair.connect();
            held.add(pair);
        }
        long after = used();
        print(
                "%-10s %.1f KiB of heap per connection (%d held)",
                stack, (after - before) / 1_024.0 / 2 / HEAP_PAIRS, held.size());
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void records(Stack stack) throws Exception {
        Pair pair = pair(stack, Conditions.NONE, 1);
        pair.connect();
        pair.carry(RECORDS_NANOS / 2);
        long start = threadCpu();
        long bytes = pair.carry(RECORDS_NANOS);
        double seconds = (threadCpu() - start) / 1e9;
        print("%-10s %.0f MB sealed and opened per CPU second", stack, bytes / 1e6 / seconds);
    }

    private void handshakes(Stack stack, Row row, int count) throws Exception {
        failures.clear();
        List<Long> times = new ArrayList<>();
        List<Pair> running = new ArrayList<>();
        int datagrams = 0;
        for (int i = 0; i < count; i++) {
            Pair pair = pair(stack, row.conditions, i);
            pair.start();
            running.add(pair);
            TimeUnit.MILLISECONDS.sleep(START_GAP_MILLIS);
        }
        for (Pair pair : running) {
            long nanos = pair.await();
            datagrams += pair.toServer.sent.get() + pair.toClient.sent.get();
            if (nanos >= 0) {
                times.add(nanos);
            }
        }
        times.sort(null);
        print(
                "%-34s %-10s %5.1f %%  p50 %4.0f  p95 %5.0f  p99 %5.0f  max %5.0f ms  %.1f"
                        + " datagrams  %s",
                row.name,
                stack,
                100.0 * times.size() / count,
                at(times, .5),
                at(times, .95),
                at(times, .99),
                at(times, 1),
                (double) datagrams / count,
                new TreeMap<>(failures));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size())) / 1e6;
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A client and a server, each with a thread until both are connected. */
    private final class Pair {
        final LossyWire toServer;
        final LossyWire toClient;
        private final CountDownLatch open = new CountDownLatch(2);
        private final List<Future<?>> ends = new ArrayList<>();
        private final End[] sides;
        private volatile boolean over;
        private volatile long connectedNanos;
        private long startNanos;

        Pair(Stack stack, Conditions conditions, long seed) {
            toServer = new LossyWire(conditions, timer, seed);
            toClient = new LossyWire(conditions, timer, ~seed);
            sides = new End[] {end(stack, true), end(stack, false)};
        }

        private End end(Stack stack, boolean client) {
            DtlsIdentity own = client ? one : two;
            byte[] expected = (client ? two : one).fingerprint();
            LossyWire in = client ? toClient : toServer;
            LossyWire out = client ? toServer : toClient;
            return stack == Stack.OURS
                    ? new OurEnd(own, client, expected, in, out)
                    : new BouncyEnd(
                            new BouncyPeer(own, expected, CONFIG, stack == Stack.BOUNCY_JCA),
                            client,
                            new FlightNetwork(in, out, client, stack == Stack.BOUNCY_HELPED));
        }

        void start() {
            startNanos = System.nanoTime();
            for (End side : sides) {
                ends.add(threads.submit(() -> measured(side)));
            }
        }

        private void measured(End side) {
            long start = threadCpu();
            try {
                side.connect(this::connected);
                side.serve(() -> over);
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (!over) {
                    failures.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
                }
            }
            cpuNanos.addAndGet(threadCpu() - start);
        }

        private void connected() {
            open.countDown();
            if (open.getCount() == 0) {
                connectedNanos = System.nanoTime();
                over = true;
            }
        }

        /** Nanoseconds until both were connected, or -1. */
        long await() throws Exception {
            long left = startNanos + LIMIT_NANOS - System.nanoTime();
            boolean both = open.await(Math.max(0, left), TimeUnit.NANOSECONDS);
            over = true;
            for (Future<?> end : ends) {
                end.get();
            }
            return both ? connectedNanos - startNanos : -1;
        }

        void connect() throws Exception {
            start();
            if (await() < 0) {
                throw new IllegalStateException("not connected: " + failures);
            }
        }

        /** Sends records from the client to the server on this thread; returns the bytes. */
        long carry(long nanos) throws IOException {
            byte[] record = new byte[RECORD_BYTES];
            long end = System.nanoTime() + nanos;
            long bytes = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < 100; i++) {
                    sides[0].send(record);
                    bytes += sides[1].receive();
                }
            }
            return bytes;
        }
    }

    private interface Condition {
        boolean holds();
    }

    private interface End {
        /** Blocks until connected, and then calls; throws when there is no connection. */
        void connect(Runnable connected) throws IOException, InterruptedException;

        /** Repeats what the other side asks for. */
        void serve(Condition over) throws IOException, InterruptedException;

        void send(byte... record) throws IOException;

        /** Takes one datagram; the bytes of the record in it. */
        int receive() throws IOException;
    }

    private static final class OurEnd implements End, DtlsOutput {
        private final DtlsConnection connection;
        private final LossyWire in;
        private final LossyWire out;
        private final long end = System.nanoTime() + LIMIT_NANOS;
        private DtlsCloseReason reason;
        private int received;

        OurEnd(DtlsIdentity own, boolean client, byte[] expected, LossyWire in, LossyWire out) {
            this.in = in;
            this.out = out;
            connection =
                    new DtlsConnection(own, CONFIG, client, expected, new SecureRandom(), this);
        }

        private void step() throws InterruptedException {
            long now = System.nanoTime();
            long wait = Math.min(connection.nextDeadlineNanos() - now, 10_000_000);
            byte[] datagram = in.arrived.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
            if (datagram == null) {
                connection.onTimer(System.nanoTime());
            } else {
                connection.onDatagram(System.nanoTime(), datagram, 0, datagram.length);
            }
        }

        @Override
        public void connect(Runnable connected) throws IOException, InterruptedException {
            connection.start(System.nanoTime());
            while (!connection.isConnected()) {
                if (reason != null || System.nanoTime() > end) {
                    throw new IOException(String.valueOf(reason));
                }
                step();
            }
            connected.run();
        }

        @Override
        public void serve(Condition over) throws InterruptedException {
            while (!over.holds()) {
                step();
            }
        }

        @Override
        public void send(byte... record) {
            connection.send(System.nanoTime(), record, 0, record.length);
        }

        @Override
        public int receive() {
            byte[] datagram = in.arrived.remove();
            connection.onDatagram(System.nanoTime(), datagram, 0, datagram.length);
            return received;
        }

        @Override
        public void datagram(byte[] bytes, int offset, int length) {
            out.send(bytes, offset, length);
        }

        @Override
        public void connected() {}

        @Override
        public void data(byte[] bytes, int offset, int length) {
            received = length;
        }

        @Override
        public void closed(DtlsCloseReason why) {
            reason = why;
        }
    }

    private static final class BouncyEnd implements End {
        private final BouncyPeer peer;
        private final boolean client;
        private final FlightNetwork network;
        private final byte[] scratch = new byte[DtlsConnection.DATAGRAM_BYTES_MAX];
        private DTLSTransport transport;

        BouncyEnd(BouncyPeer peer, boolean client, FlightNetwork network) {
            this.peer = peer;
            this.client = client;
            this.network = network;
        }

        @Override
        public void connect(Runnable connected) throws IOException {
            transport = peer.handshake(client, network);
            network.flush();
            connected.run();
        }

        @Override
        public void serve(Condition over) throws IOException {
            while (!over.holds()) {
                transport.receive(scratch, 0, scratch.length, 10);
            }
        }

        @Override
        public void send(byte... record) throws IOException {
            transport.send(record, 0, record.length);
            network.flush();
        }

        @Override
        public int receive() throws IOException {
            return transport.receive(scratch, 0, scratch.length, 10);
        }
    }
}
