package dev.tributary.sim.world;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.RttSpec;
import dev.tributary.scenarios.NetworkSpec.UplinkModel;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.audience.LineCourses;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.EdgeLines;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.PathModel;
import dev.tributary.sim.net.RateCourse;
import dev.tributary.sim.net.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The simulated network: the paths between its hosts, the lines that they hang on, the connections
 * that are being made, and the cut that may part all viewers.
 */
final class Network {
    /** What a data channel of the real transport takes ({@code SctpConfig.defaults}). */
    private static final int CHANNEL_MESSAGE_BYTES = 65_535;

    /** Spread of round trips to servers around their median. */
    private static final double SERVER_SIGMA = 0.3;

    private final Run run;
    private final Cast cast;
    private final NetworkSpec spec;
    private final double edgeRttMillis;
    private final EdgeLines edgeLines;
    private final LineCourses courses;
    private final boolean ipv6;
    private final boolean trickle;
    private final int messageBytesMax;
    private final boolean fine;
    private final long batchNanos;
    private final boolean mail;
    private final long orderNanos;
    private final PathModel paths;
    private final IceConfig ice;
    private final IntMap<Connection> offers = new IntMap<>();
    private final HeldMessages held = new HeldMessages();
    private int connectionCount;
    private boolean peersCut;
    private int cuts;

    /** Null where nothing limits what providers exchange. */
    private final Borders borders;

    Network(World world, Run run, Cast cast, Scenario scenario, long batchNanos) {
        this.run = run;
        this.cast = cast;
        spec = scenario.network();
        edgeRttMillis = scenario.cdn().rttMillis();
        edgeLines = Parameters.edgeLines(scenario.cdn());
        courses = new LineCourses(run.randomness(), spec);
        ipv6 = scenario.room().ipv6();
        trickle = scenario.room().trickleIce();
        boolean frames = scenario.room().upload().frameChunks() == RoomSettings.BLOCK_CHUNKS;
        messageBytesMax = frames ? CHANNEL_MESSAGE_BYTES : Integer.MAX_VALUE;
        int chunks = scenario.room().upload().frameChunks();
        fine = chunks < Scenario.SLICE_CHUNKS && spec.uplink() == UplinkModel.FIFO;
        this.batchNanos = fine ? batchNanos : 0;
        mail = batchNanos > 0;
        orderNanos = scenario.room().system().profile().pulls() ? 1 : 0;
        paths = new PathModel(run.randomness(), Parameters.paths(spec));
        ice = Parameters.ice(spec);
        double mbps = spec.interProviderMbps();
        borders = mbps == 0 ? null : new Borders(world, (long) (mbps * 1e6));
    }

    Run run() {
        return run;
    }

    PathModel paths() {
        return paths;
    }

    IceConfig ice() {
        return ice;
    }

    boolean ipv6() {
        return ipv6;
    }

    /** Returns whether candidates follow the descriptions one by one. */
    boolean trickle() {
        return trickle;
    }

    /**
     * Returns the largest message that a link takes, bytes. Where a message stands for several
     * ({@code protocol.granularity} above a frame, decision 10) it is as large as it stands for.
     */
    int messageBytesMax() {
        return messageBytesMax;
    }

    /**
     * Returns whether what a viewer does may be done a little later than it happens; the servers
     * must then not draw from the viewer's random numbers.
     */
    boolean fine() {
        return fine;
    }

    /** Returns for how long a viewer's inputs may wait to be done together, 0 for not at all. */
    long batchNanos() {
        return batchNanos;
    }

    /** Returns whether what a viewer only takes note of waits for its next other input. */
    boolean mail() {
        return mail;
    }

    /**
     * Returns by how much messages without media that stay in order are apart at least: what comes
     * at one instant comes in no order, by event or by mail.
     */
    long orderNanos() {
        return orderNanos;
    }

    /** Returns whether every connection takes the same time to come up. */
    boolean fixedConnect() {
        return spec.ice().fixedConnectSeconds() >= 0;
    }

    /** Returns how long a link is silent until its transports take it for dead (RFC 7675). */
    long consentNanos() {
        return Time.nanos(spec.ice().consentSeconds());
    }

    long fixedConnectNanos() {
        return Time.nanos(spec.ice().fixedConnectSeconds());
    }

    // Lines.

    /** Returns how the rates of viewers' lines change. */
    LineCourses courses() {
        return courses;
    }

    /** Returns a new line at a rate in bits per second, of the kind that the scenario wants. */
    Uplink uplink(long bitsPerSecond, RateCourse course) {
        if (spec.uplink() != UplinkModel.FIFO) {
            return new FairShareUplink(run, bitsPerSecond, course);
        }
        return course.level()
                ? new FifoUplink(bitsPerSecond)
                : new VaryingUplink(course, bitsPerSecond);
    }

    long serverRtt(Site site, RandomStream random) {
        RttSpec rtt = spec.rtt();
        double millis = random.lognormal(rtt.crossZone().mu(), rtt.crossZone().sigma());
        return rtt.fixedMillis() > 0
                ? (long) (rtt.fixedMillis() * 1e6)
                : site.accessNanos() + (long) (millis * 1e6);
    }

    long edgeRtt(Site site, RandomStream random) {
        double median = edgeRttMillis * 1e6;
        double spread = random.lognormal(0, SERVER_SIGMA);
        return spec.rtt().fixedMillis() > 0
                ? (long) median
                : site.accessNanos() + (long) (median * spread);
    }

    /** Returns how the edge sends to viewers. */
    EdgeLines edgeLines() {
        return edgeLines;
    }

    /** Returns the loss between any viewer and a server. */
    double serverLoss() {
        return spec.loss().sameIsp();
    }

    /** Returns the lines between providers, or null where these have no limits. */
    Borders borders() {
        return borders;
    }

    // Connections.

    /** Begins a connection with an offer. */
    Connection connect(LinkHost from, int link) {
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
    void endOffer(int number) {
        offers.remove(number);
    }

    /**
     * Every answered connection, oldest first; a copy, since what is done to one may end others.
     */
    private List<Connection> everyConnection() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < cast.present(); i++) {
            cast.presentViewer(i).collect(all);
        }
        all.sort(Comparator.comparingInt(Connection::number));
        return all;
    }

    /** Two viewers tried to connect. */
    void tried(LinkHost one, LinkHost other, boolean connected) {
        cast.census().tried(one, other, connected);
    }

    /** Returns what waits for the end of a cut. */
    HeldMessages held() {
        return held;
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
        cast.catchUp();
        peersCut = cut;
        if (cut) {
            int number = ++cuts;
            run.simulator().after(consentNanos(), new ConsentExpiry(number));
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
}
