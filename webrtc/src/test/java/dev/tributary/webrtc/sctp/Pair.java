package dev.tributary.webrtc.sctp;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Two associations joined by two simulated links, in virtual time. */
final class Pair {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    final Endpoint a;
    final Endpoint b;
    final SimulatedLink ab;
    final SimulatedLink ba;
    long now = 1;
    long steps;

    /** Most packets that one end sent in one instant. */
    int biggestBurst;

    Pair(long seed) {
        this(SctpConfig.defaults(), seed);
    }

    /** Tags and first TSNs of both sides from a generator of the test's. */
    Pair(RandomGenerator random, long seed) {
        this(
                new Endpoint(SctpConfig.defaults(), SctpRole.CLIENT, random),
                new Endpoint(SctpConfig.defaults(), SctpRole.SERVER, random),
                seed);
    }

    Pair(SctpConfig config, long seed) {
        this(
                new Endpoint(config, SctpRole.CLIENT, seed),
                new Endpoint(config, SctpRole.SERVER, seed + 1),
                seed);
    }

    private Pair(Endpoint a, Endpoint b, long seed) {
        this.a = a;
        this.b = b;
        ab = new SimulatedLink(seed + 2);
        ba = new SimulatedLink(seed + 3);
    }

    /** Both connected, with the ordered channel 0 and the unordered channel 1 of the peers. */
    static Pair connected(long seed) {
        Pair pair = new Pair(seed);
        pair.openBoth();
        pair.a.association.connect(pair.now);
        pair.b.association.connect(pair.now);
        pair.runUntil(() -> pair.a.connected && pair.b.connected, 60 * SECOND);
        return pair;
    }

    void openBoth() {
        for (Endpoint endpoint : new Endpoint[] {a, b}) {
            endpoint.association.openNegotiated(now, 0, "ctl", true);
            endpoint.association.openNegotiated(now, 1, "data", false);
        }
    }

    void run(long durationNanos) {
        runUntil(() -> false, durationNanos);
    }

    /** Runs until the condition holds, at most this long; returns whether it holds. */
    boolean runUntil(BooleanSupplier condition, long durationNanos) {
        long end = now + durationNanos;
        while (true) {
            drain();
            if (condition.getAsBoolean()) {
                return true;
            }
            long next = Math.min(ab.nextNanos(), ba.nextNanos());
            next = Math.min(next, a.association.nextDeadlineNanos());
            next = Math.min(next, b.association.nextDeadlineNanos());
            if (next > end) {
                now = end;
                return condition.getAsBoolean();
            }
            step(Math.max(now, next));
        }
    }

    private void step(long time) {
        now = time;
        steps++;
        if (ab.nextNanos() <= now) {
            byte[] packet = ab.arrival();
            b.association.onPacket(now, packet, 0, packet.length);
        } else if (ba.nextNanos() <= now) {
            byte[] packet = ba.arrival();
            a.association.onPacket(now, packet, 0, packet.length);
        } else {
            a.association.onTimer(now);
            b.association.onTimer(now);
        }
    }

    private void drain() {
        biggestBurst = Math.max(biggestBurst, Math.max(a.packets.size(), b.packets.size()));
        while (!a.packets.isEmpty()) {
            ab.send(now, a.packets.remove());
        }
        while (!b.packets.isEmpty()) {
            ba.send(now, b.packets.remove());
        }
    }

    void lossy(double loss, double duplication, long jitterNanos) {
        for (SimulatedLink link : new SimulatedLink[] {ab, ba}) {
            link.loss = loss;
            link.duplication = duplication;
            link.jitterNanos = jitterNanos;
        }
    }
}
