package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Two sides on one loop and a bad network between them, in real time. */
final class Link implements AutoCloseable {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-02-01T00:00:00Z");
    private static final long MICROS_PER_MILLI = 1_000;

    /** Probabilities per datagram; milliseconds, of which the jitter reorders. */
    record Conditions(double loss, double duplication, int delay, int jitter) {
        static final Conditions GOOD = new Conditions(0, 0, 0, 0);
    }

    /** Handshakes at the same time: the two ends'. */
    static final int THREADS = 2;

    final Side client;
    final Side server;
    final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    final DtlsWorkers workers = new DtlsWorkers(THREADS, loop, new SecureRandom());
    private final Conditions conditions;
    private final SplittableRandom random;
    private volatile Throwable escaped;

    /** Larger datagrams are swallowed. */
    int largestBytes = Integer.MAX_VALUE;

    private final long originNanos = System.nanoTime();

    Link(Conditions conditions, long seed) {
        this(conditions, seed, DtlsConfig.defaults(), identity(), identity());
    }

    Link(Conditions conditions, long seed, DtlsConfig config, DtlsIdentity c, DtlsIdentity s) {
        this(conditions, seed, config, List.of(c, s), List.of(c.fingerprint(), s.fingerprint()));
    }

    /** With fingerprints that signalling announced, of the client and of the server. */
    Link(byte[] ofClient, byte[] ofServer, DtlsIdentity c, DtlsIdentity s) {
        this(Conditions.GOOD, 1, DtlsConfig.defaults(), List.of(c, s), List.of(ofClient, ofServer));
    }

    private Link(
            Conditions conditions,
            long seed,
            DtlsConfig config,
            List<DtlsIdentity> own,
            List<byte[]> announced) {
        this.conditions = conditions;
        this.random = new SplittableRandom(seed);
        client = new Side(own.get(0), config, true, announced.get(1), workers);
        server = new Side(own.get(1), config, false, announced.get(0), workers);
        client.network = bytes -> submit(server, bytes);
        server.network = bytes -> submit(client, bytes);
        later(this::onTimer, 10_000);
    }

    static DtlsIdentity identity() {
        return DtlsIdentity.generate(new SecureRandom(), FROM, UNTIL);
    }

    long now() {
        return System.nanoTime() - originNanos;
    }

    /** What escapes from a connection is the failure of the test that waits. */
    private void later(Runnable action, long micros) {
        Runnable watched =
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException | AssertionError e) {
                        escaped = e;
                    }
                };
        var unused = loop.schedule(watched, micros, TimeUnit.MICROSECONDS);
    }

    private void onTimer() {
        later(this::onTimer, 10_000);
        client.connection.onTimer(now());
        server.connection.onTimer(now());
    }

    private void submit(Side to, byte... bytes) {
        if (bytes.length > largestBytes) {
            return;
        }
        int copies = random.nextDouble() < conditions.duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= conditions.loss) {
                inject(to, bytes);
            }
        }
    }

    /** Puts a datagram on its way to a side, whoever made it. */
    void inject(Side to, byte... bytes) {
        long micros = conditions.delay * MICROS_PER_MILLI;
        if (conditions.jitter > 0) {
            micros += random.nextLong(conditions.jitter * MICROS_PER_MILLI);
        }
        later(() -> to.receive(now(), bytes), micros);
    }

    Link start() throws Exception {
        return run(
                () -> {
                    server.connection.start(now());
                    client.connection.start(now());
                });
    }

    Link run(Runnable action) throws Exception {
        return on(
                () -> {
                    action.run();
                    return this;
                });
    }

    /** Runs it on the loop. */
    <T> T on(Callable<T> action) throws Exception {
        return loop.submit(action).get(10, TimeUnit.SECONDS);
    }

    boolean send(Side side, byte... bytes) throws Exception {
        return on(() -> side.send(now(), bytes));
    }

    boolean bothConnected() {
        return client.connected && server.connected;
    }

    Link connect() throws Exception {
        start();
        assertThat(await(this::bothConnected, 9_000))
                .as("%s %s", client.connection.statistics(), server.connection.statistics())
                .isTrue();
        return this;
    }

    /** False if it does not hold in time. */
    boolean await(BooleanSupplier condition, long millis) throws Exception {
        long end = now() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!on(condition::getAsBoolean)) {
            if (now() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(escaped).isNull();
        return true;
    }

    @Override
    public void close() {
        workers.close();
        loop.shutdownNow();
    }
}
