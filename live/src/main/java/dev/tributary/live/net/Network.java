package dev.tributary.live.net;

import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.PathModel;
import dev.tributary.sim.script.Appearance;
import dev.tributary.transport.host.LoopClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What lies between the viewers: round trips, jitter and loss, drawn from the models of the
 * simulator, and who is where. On one event loop.
 *
 * <p>Each viewer has a public address of its own in 127.1.0.0/16, so that NATs whose behaviour
 * depends on addresses have some to tell apart; IPv6 has one loopback address only, where ports
 * tell viewers apart.
 */
public final class Network {
    private final LoopClock clock;
    private final Timeline timeline;
    private final PathModel paths;
    private final RandomStream random;
    private final double serverLoss;
    private final Map<InetAddress, Host> byAddress = new HashMap<>();
    private final Map<InetSocketAddress, Host> byPort = new HashMap<>();
    private final Set<Host> silent = new HashSet<>();
    private boolean peersCut;

    /**
     * Creates a network without hosts.
     *
     * @param random of jitter and loss
     * @param serverLoss packet loss between viewers and servers, 0..1
     */
    public Network(LoopClock clock, PathModel paths, RandomStream random, double serverLoss) {
        this.clock = clock;
        timeline = new Timeline(clock);
        this.paths = paths;
        this.random = random;
        this.serverLoss = serverLoss;
    }

    /** Adds a viewer. */
    public Host add(Appearance appearance, Line line) {
        int id = appearance.id() + 1;
        byte[] address = {127, 1, (byte) (id >> 8), (byte) id};
        try {
            Host host = new Host(appearance, line, InetAddress.getByAddress(address));
            byAddress.put(host.address(), host);
            return host;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** An IPv6 socket is a host's. */
    void register(InetSocketAddress socket, Host host) {
        byPort.put(socket, host);
    }

    void unregister(InetSocketAddress socket) {
        byPort.remove(socket);
    }

    /** Cuts or restores everything between viewers. */
    public void cutPeers(boolean cut) {
        peersCut = cut;
    }

    /** From now on nothing comes from a host or to it, and its connections stay as they are. */
    public void silence(Host host) {
        silent.add(host);
    }

    /** Returns whether nothing comes from a host any more. */
    boolean silent(Host host) {
        return silent.contains(host);
    }

    LoopClock clock() {
        return clock;
    }

    private Host at(InetSocketAddress address) {
        Host host = byPort.get(address);
        return host != null ? host : byAddress.get(address.getAddress());
    }

    /** Returns true with a probability. */
    boolean chance(double probability) {
        return random.bernoulli(probability);
    }

    /** Returns whether an address is no viewer's: a server. */
    boolean server(InetSocketAddress address) {
        return at(address) == null;
    }

    /** Returns whether a packet to an address is lost on the way. */
    boolean lost(Host from, InetSocketAddress to) {
        Host far = at(to);
        if (silent.contains(from) || silent.contains(far)) {
            return true;
        }
        if (far == null) {
            return random.bernoulli(serverLoss);
        }
        return peersCut
                || random.bernoulli(
                        paths.lossProbability(from.appearance().site(), far.appearance().site()));
    }

    /** Returns how long a packet is under way to or from an address, lines apart. */
    long oneWayNanos(Host from, InetSocketAddress to) {
        Host far = at(to);
        long rtt =
                far == null
                        ? from.appearance().serverRttNanos()
                        : paths.rttNanos(from.appearance().site(), far.appearance().site());
        return paths.oneWayNanos(random, rtt);
    }

    /** Returns how long a packet is under way on a path with a round trip. */
    long oneWayNanos(long rttNanos) {
        return paths.oneWayNanos(random, rttNanos);
    }

    /** Does something at a time of the loop's clock, or now; what is due first comes first. */
    void at(long nanos, Runnable what) {
        timeline.at(nanos, what);
    }
}
