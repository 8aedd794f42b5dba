package dev.tributary.sim.world;

import dev.tributary.core.base.Check;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.measure.RoomMeter;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;

/**
 * One run of a scenario: its clock, its event list, its randomness and its trace, with what checks
 * and what measures the room as a whole. Times are nanoseconds since the run began.
 */
final class Run {
    static final StreamKey STREAM = new StreamKey(0x5452494255544152L, 1);

    /** Purposes of random streams; a draw for one never moves another (common random numbers). */
    static final long NETWORK = Randomness.purposeKey("network");

    /** What servers send to a viewer in frames. */
    static final long SERVERS = Randomness.purposeKey("servers");

    static final long TRAITS = Randomness.purposeKey("traits");
    static final long SESSION = Randomness.purposeKey("session");
    static final long ARRIVAL = Randomness.purposeKey("arrival");
    static final long ICE = Randomness.purposeKey("ice");
    static final long PEER = Randomness.purposeKey("peer");
    static final long TRACKER = Randomness.purposeKey("tracker");

    private long posted;
    private final long seed;
    private final double endSeconds;
    private final boolean throughCodec;
    private final RoomSettings settings;
    private final FastSimulator simulator;
    private final Randomness randomness;
    private final Trace trace;
    private final MediaProbe probe;
    private final Invariants invariants = new Invariants(this);
    private final RoomMeter meter = new RoomMeter();

    Run(Scenario scenario, long seed, FastSimulator simulator, MediaProbe probe, Trace trace) {
        this.seed = seed;
        this.simulator = simulator;
        this.probe = probe;
        this.trace = trace;
        endSeconds = scenario.run().endSeconds();
        settings = scenario.room();
        throughCodec = scenario.run().throughCodec();
        randomness = new Randomness(seed);
    }

    long seed() {
        return seed;
    }

    /** Returns when the run ends, seconds. */
    double endSeconds() {
        return endSeconds;
    }

    /** Returns the configuration of the room. */
    RoomSettings settings() {
        return settings;
    }

    FastSimulator simulator() {
        return simulator;
    }

    long nowNanos() {
        return simulator.nowNanos();
    }

    Randomness randomness() {
        return randomness;
    }

    /** Returns the random numbers of one entity for one purpose, from the first. */
    RandomStream stream(long purpose, long entity) {
        return randomness.stream(purpose, entity);
    }

    Invariants invariants() {
        return invariants;
    }

    RoomMeter meter() {
        return meter;
    }

    void trace(int node, int kind, long content) {
        trace.add(simulator.nowNanos(), node, kind, content);
    }

    /** Something happened a little before the present, and is done only now. */
    void trace(long nanos, int node, int kind, long content) {
        trace.add(nanos, node, kind, content);
    }

    /** Returns how many deliveries have been posted. */
    long posted() {
        return posted;
    }

    /** Posts a delivery, not before now. */
    void post(long atNanos, Node target, Delivery.Kind kind, int number, Object content) {
        posted++;
        long at = Math.max(atNanos, simulator.nowNanos());
        simulator.post(at, target, Delivery.data(kind, number), content);
    }

    /** Returns a message as the other side gets it: through the codec if the scenario wants so. */
    Message coded(Message message) {
        return throughCodec ? decoded(message) : message;
    }

    private static Message decoded(Message message) {
        byte[] bytes = MessageCodec.encode(message);
        Check.that(bytes.length == message.wireBytes(), "wireBytes is the encoded length");
        try {
            return MessageCodec.decode(bytes, 0, bytes.length, Systems.all());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("our own message does not decode: " + message, e);
        }
    }

    /** A viewer that joined at a time of the run received media. */
    void mediaReceived(long joinedNanos, Data data, MediaSource source, int useful) {
        probe.received(joinedNanos, data.header(), source, useful);
    }
}
