package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Two sides and a bad network between them, in virtual time. */
final class Link {
    static final long MILLIS = 1_000_000L;
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-02-01T00:00:00Z");

    /**
     * Probabilities per datagram; the jitter, if longer than the gap of two datagrams, reorders.
     */
    record Conditions(double loss, double duplication, long delayNanos, long jitterNanos) {
        static final Conditions GOOD = new Conditions(0, 0, 10 * MILLIS, 0);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Packet(long atNanos, long order, Side to, byte[] bytes) {}

    final Side client;
    final Side server;
    long nowNanos;
    private final Conditions conditions;
    private final SplittableRandom random;
    private final PriorityQueue<Packet> packets =
            new PriorityQueue<>(
                    Comparator.comparingLong(Packet::atNanos).thenComparingLong(Packet::order));
    private long order;

    Link(Conditions conditions, long seed) {
        this(conditions, seed, DtlsConfig.defaults(), identity(), identity());
    }

    Link(Conditions conditions, long seed, DtlsConfig config, DtlsIdentity c, DtlsIdentity s) {
        this(
                conditions,
                seed,
                new Side(c, config, true, s.fingerprint()),
                new Side(s, config, false, c.fingerprint()));
    }

    Link(Conditions conditions, long seed, Side client, Side server) {
        this.conditions = conditions;
        this.random = new SplittableRandom(seed);
        this.client = client;
        this.server = server;
        client.network = bytes -> submit(server, bytes);
        server.network = bytes -> submit(client, bytes);
    }

    static DtlsIdentity identity() {
        return DtlsIdentity.generate(new SecureRandom(), FROM, UNTIL);
    }

    private void submit(Side to, byte[] bytes) {
        int copies = random.nextDouble() < conditions.duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= conditions.loss) {
                inject(to, bytes);
            }
        }
    }

    /** Puts a datagram on its way to a side, whoever made it. */
    void inject(Side to, byte[] bytes) {
        long jitter = conditions.jitterNanos == 0 ? 0 : random.nextLong(conditions.jitterNanos);
        packets.add(new Packet(nowNanos + conditions.delayNanos + jitter, order++, to, bytes));
    }

    Link start() {
        server.connection.start(nowNanos);
        client.connection.start(nowNanos);
        return this;
    }

    boolean bothConnected() {
        return client.connected && server.connected;
    }

    /** Runs until both are connected, or until the time. */
    Link connect(long untilNanos) {
        while (!bothConnected() && step(untilNanos)) {}
        return this;
    }

    Link runUntil(long untilNanos) {
        while (step(untilNanos)) {}
        nowNanos = Math.max(nowNanos, untilNanos);
        return this;
    }

    private boolean step(long untilNanos) {
        long timer =
                Math.min(
                        client.connection.nextDeadlineNanos(),
                        server.connection.nextDeadlineNanos());
        Packet packet = packets.peek();
        long next = packet == null ? timer : Math.min(timer, packet.atNanos);
        if (next > untilNanos) {
            return false;
        }
        nowNanos = next;
        if (packet != null && packet.atNanos == next) {
            packets.remove();
            packet.to.receive(nowNanos, packet.bytes);
        } else {
            client.connection.onTimer(nowNanos);
            server.connection.onTimer(nowNanos);
        }
        return true;
    }
}
