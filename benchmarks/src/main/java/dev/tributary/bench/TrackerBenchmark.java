package dev.tributary.bench;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.Tracker;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One viewer of a standing room leaves, its children get others, and another viewer joins. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TrackerBenchmark {
    private static final Payload NOTHING = Payload.ofLength(0);
    private static final StreamKey STREAM = new StreamKey(1, 1);
    private static final String SIX_SUB_STREAMS =
            "{name: tracker, about: a room, system: douyu, protocol: {subStreams: 6}}";

    private static final NatType[] NATS = {
        NatType.OPEN,
        NatType.FULL_CONE,
        NatType.ADDRESS_RESTRICTED,
        NatType.PORT_RESTRICTED,
        NatType.SYMMETRIC
    };

    /** Cumulative, per mille, of all kinds but the last. */
    private static final int[] NAT_BELOW = {30, 130, 170, 750};

    private static final long TURN_NANOS = 1_000_000;

    /** Viewers in the room. */
    @Param({"1000", "10000", "100000"})
    public int viewers;

    private final Rng rng = new Rng(1);
    private Tracker tracker;
    private Sent output;
    private long nowNanos;

    /** Fills the room, one viewer per millisecond. */
    @Setup
    public void fill(Blackhole sink) throws ScenarioException {
        RoomSettings settings = ScenarioReader.parse(SIX_SUB_STREAMS, "tracker").room();
        output = new Sent(sink);
        TrackerConfig config = TrackerConfig.defaults().withSignals(SignalRule.OPAQUE);
        tracker = new Tracker(config, Systems.all(), rng, output, TrackerObserver.NONE);
        tracker.openRoom(0, STREAM, settings);
        for (int i = 0; i < viewers; i++) {
            join(i);
        }
    }

    private void join(int connection) {
        nowNanos += TURN_NANOS;
        tracker.onConnected(nowNanos, connection, NOTHING);
        PeerId id = new PeerId(nowNanos, connection);
        tracker.onMessage(nowNanos, connection, new Join(STREAM, id, capabilities(), NOTHING));
        tracker.onTokenChecked(nowNanos, output.ticket, true, NOTHING);
    }

    private Capabilities capabilities() {
        int draw = rng.nextInt(1_000);
        int nat = 0;
        while (nat < NAT_BELOW.length && draw >= NAT_BELOW[nat]) {
            nat++;
        }
        int uplink = 1_000 + rng.nextInt(20_000);
        boolean ipv6 = rng.nextInt(100) < 40;
        return new Capabilities(
                NATS[nat], ipv6, Access.WIRED, Device.PC, uplink, rng.nextInt(4), 1);
    }

    /** A leave and a join; reports, which would keep the others alive, are not sent. */
    @Benchmark
    public int leaveAndJoin() {
        int connection = rng.nextInt(viewers);
        tracker.onDisconnected(nowNanos, connection);
        join(connection);
        return tracker.viewers();
    }

    private static final class Sent implements TrackerOutput {
        private final Blackhole sink;
        private int ticket;

        Sent(Blackhole sink) {
            this.sink = sink;
        }

        @Override
        public void checkToken(int number, Join join) {
            ticket = number;
        }

        @Override
        public void send(int connection, Message message) {
            sink.consume(message);
        }

        @Override
        public void close(int connection) {
            throw new IllegalStateException("closed " + connection);
        }
    }
}
