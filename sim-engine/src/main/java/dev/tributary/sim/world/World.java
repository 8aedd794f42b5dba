package dev.tributary.sim.world;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.IntMap;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.measure.RoomMeter;
import dev.tributary.scenarios.NetworkSpec.RttSpec;
import dev.tributary.scenarios.NetworkSpec.UplinkModel;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.FastSimulator;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.PathModel;
import dev.tributary.sim.net.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One replication: the nodes, the network between them, and what is measured; only wires. */
final class World {
    static final StreamKey STREAM = new StreamKey(0x5452494255544152L, 1);

    /** Purposes of random streams; a draw for one never moves another (common random numbers). */
    static final long NETWORK = Randomness.purposeKey("network");

    static final long TRAITS = Randomness.purposeKey("traits");
    static final long SESSION = Randomness.purposeKey("session");
    static final long ARRIVAL = Randomness.purposeKey("arrival");
    static final long ICE = Randomness.purposeKey("ice");
    static final long MEDIA = Randomness.purposeKey("media");
    static final long PEER = Randomness.purposeKey("peer");
    static final long TRACKER = Randomness.purposeKey("tracker");

    /** ICE consent expires: a browser takes a silent link for dead (RFC 7675). */
    static final long CONSENT_NANOS = 15_000_000_000L;

    /** Spread of round trips to servers around their median. */
    private static final double SERVER_SIGMA = 0.3;

    private final Scenario scenario;
    private final long seed;
    private final FastSimulator simulator;
    private final Randomness randomness;
    private final PathModel paths;
    private final IceConfig ice;
    private final Trace trace;
    private final Invariants invariants = new Invariants(this);
    private final RoomMeter room = new RoomMeter();
    private final Census census;
    private final Servers servers;
    private final EdgeNode edge;
    private final Audience audience;
    private final MediaProbe probe;
    private final List<ViewerNode> viewers = new ArrayList<>();
    private final List<ViewerNode> present = new ArrayList<>();
    private final IntMap<Connection> offers = new IntMap<>();
    private int connectionCount;
    private boolean peersCut;
    private int cuts;
    private boolean edgeTroubled;

    World(Scenario scenario, long seed, FastSimulator simulator, MediaProbe probe, Trace trace) {
        this.scenario = scenario;
        this.seed = seed;
        this.simulator = simulator;
        this.probe = probe;
        this.trace = trace;
        randomness = new Randomness(seed);
        paths = new PathModel(randomness, Parameters.paths(scenario.network()));
        ice = Parameters.ice(scenario.network());
        census = new Census(scenario.room());
        servers = new Servers(this, scenario.room());
        edge = new EdgeNode(this, scenario.room());
        audience = new Audience(this, scenario.audience());
    }

    /** Plans everything that happens without a cause in the run. */
    void start() {
        new LiveSource(this, scenario.media(), scenario.cdn().publishMillis()).start();
        audience.start();
        new Agenda(this, scenario).start();
    }

    long seed() {
        return seed;
    }

    FastSimulator simulator() {
        return simulator;
    }

    Randomness randomness() {
        return randomness;
    }

    PathModel paths() {
        return paths;
    }

    IceConfig ice() {
        return ice;
    }

    Invariants invariants() {
        return invariants;
    }

    RoomMeter room() {
        return room;
    }

    Census census() {
        return census;
    }

    int trackerSeed() {
        return (int) randomness.hash(TRACKER, 0, 0);
    }

    Servers servers() {
        return servers;
    }

    EdgeNode edge() {
        return edge;
    }

    Audience audience() {
        return audience;
    }

    RoomSettings settings() {
        return scenario.room();
    }

    long nowNanos() {
        return simulator.nowNanos();
    }

    double endSeconds() {
        return scenario.run().warmUpSeconds() + scenario.run().durationSeconds();
    }

    void trace(int node, int kind, long content) {
        trace.add(simulator.nowNanos(), node, kind, content);
    }

    // Messages.

    void schedule(long atNanos, Node target, Delivery.Kind kind, int number, Object content) {
        long at = Math.max(atNanos, simulator.nowNanos());
        simulator.post(at, target, Delivery.data(kind, number), content);
    }

    /** Sends a message through the codec when the scenario wants that. */
    Message coded(Message message) {
        if (!scenario.run().throughCodec()) {
            return message;
        }
        byte[] bytes = MessageCodec.encode(message);
        Check.that(bytes.length == message.wireBytes(), "wireBytes is the encoded length");
        try {
            return MessageCodec.decode(bytes, 0, bytes.length);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("our own message does not decode: " + message, e);
        }
    }

    // Viewers.

    ViewerNode enter() {
        int id = viewers.size();
        RandomStream random = randomness.stream(TRAITS, id);
        Traits traits = Traits.draw(id, random, scenario.network(), scenario.audience().devices());
        long media = nowNanos() + LiveSource.HEAD_START_MILLIS * 1_000_000L;
        ViewerNode viewer = new ViewerNode(this, id, traits, media);
        viewers.add(viewer);
        viewer.place = present.size();
        present.add(viewer);
        room.viewers(nowNanos(), present.size());
        census.enter(viewer);
        trace(id, Delivery.Kind.JOIN.ordinal(), 0);
        viewer.play();
        return viewer;
    }

    void leave(ViewerNode viewer) {
        trace(viewer.id(), Delivery.Kind.LEAVE.ordinal(), 0);
        viewer.leave();
        ViewerNode last = present.remove(present.size() - 1);
        if (last != viewer) {
            present.set(viewer.place, last);
            last.place = viewer.place;
        }
        room.viewers(nowNanos(), present.size());
        census.leave(viewer);
    }

    ViewerNode viewer(int id) {
        return viewers.get(id);
    }

    List<ViewerNode> everybody() {
        return viewers;
    }

    /** Returns what a viewer is whatever the protocol does; its draws, made once more. */
    Appearance appearance(ViewerNode viewer) {
        int id = viewer.id();
        RandomStream random = randomness.stream(TRAITS, id);
        Traits traits = Traits.draw(id, random, scenario.network(), scenario.audience().devices());
        RandomStream network = randomness.stream(NETWORK, id);
        long serverRttNanos = serverRtt(traits.site(), network);
        return new Appearance(
                id,
                viewer.createdNanos(),
                viewer.leftNanos(),
                traits.capabilities(),
                traits.site(),
                traits.downBitsPerSecond(),
                traits.upBitsPerSecond(),
                serverRttNanos,
                edgeRtt(traits.site(), network));
    }

    int present() {
        return present.size();
    }

    ViewerNode presentViewer(int index) {
        return present.get(index);
    }

    void mediaReceived(ViewerNode viewer, Data data, MediaSource source, int useful) {
        probe.received(viewer.createdNanos(), data.header(), source, useful);
    }

    // Connections.

    Connection connect(ViewerNode from, int link) {
        Connection connection = new Connection(++connectionCount, this, from, link);
        offers.put(connectionCount, connection);
        return connection;
    }

    /**
     * Returns a connection whose offer has been made and not been answered or withdrawn, or null.
     */
    Connection offer(int number) {
        return offers.get(number);
    }

    /** An offer is answered or withdrawn. */
    void offerOver(int number) {
        offers.remove(number);
    }

    /**
     * Every answered connection, oldest first; a copy, since what is done to one may end others.
     */
    private List<Connection> everyConnection() {
        List<Connection> all = new ArrayList<>();
        for (ViewerNode viewer : present) {
            viewer.collect(all);
        }
        all.sort(Comparator.comparingInt(Connection::number));
        return all;
    }

    boolean trickle() {
        return scenario.room().trickleIce();
    }

    boolean ipv6() {
        return scenario.room().ipv6();
    }

    boolean fixedConnect() {
        return scenario.network().ice().fixedConnectSeconds() >= 0;
    }

    long fixedConnectNanos() {
        return (long) (scenario.network().ice().fixedConnectSeconds() * 1e9);
    }

    /** Returns a new line at a rate in bits per second, of the kind that the scenario wants. */
    Uplink uplink(long bitsPerSecond) {
        return scenario.network().uplink() == UplinkModel.FIFO
                ? new FifoUplink(this, bitsPerSecond)
                : new FairShareUplink(this, bitsPerSecond);
    }

    boolean peersCut() {
        return peersCut;
    }

    /**
     * Cuts or restores everything between viewers. A channel is reliable: what is sent meanwhile
     * arrives after the restoration, or never, when the transport has given up the link before.
     */
    void cutPeers(boolean cut) {
        if (cut == peersCut) {
            return;
        }
        peersCut = cut;
        if (cut) {
            int number = ++cuts;
            simulator.after(CONSENT_NANOS, new ConsentExpiry(number));
        } else {
            everyConnection().forEach(Connection::restored);
        }
    }

    /** A cut has lasted for so long that the transports take their links for dead. */
    private final class ConsentExpiry extends SimTask {
        private final int number;

        ConsentExpiry(int number) {
            this.number = number;
        }

        @Override
        public void run() {
            if (peersCut && cuts == number) {
                everyConnection().forEach(Connection::consentLost);
            }
        }
    }

    boolean edgeTroubled() {
        return edgeTroubled;
    }

    void edgeTrouble() {
        edgeTroubled = true;
    }

    // Servers.

    long serverRtt(Site site, RandomStream random) {
        RttSpec rtt = scenario.network().rtt();
        double millis = random.lognormal(rtt.crossZone().mu(), rtt.crossZone().sigma());
        return rtt.fixedMillis() > 0
                ? (long) (rtt.fixedMillis() * 1e6)
                : site.accessNanos() + (long) (millis * 1e6);
    }

    long edgeRtt(Site site, RandomStream random) {
        double median = scenario.cdn().rttMillis() * 1e6;
        double spread = random.lognormal(0, SERVER_SIGMA);
        return scenario.network().rtt().fixedMillis() > 0
                ? (long) median
                : site.accessNanos() + (long) (median * spread);
    }

    double serverLoss() {
        return scenario.network().loss().sameIsp();
    }

    long edgeRate() {
        double mbps = scenario.cdn().viewerMbps();
        return mbps == 0 ? AccessLink.UNLIMITED : (long) (mbps * 1e6);
    }
}
