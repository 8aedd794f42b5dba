package dev.tributary.live.net;

import dev.tributary.core.nat.NatType;
import dev.tributary.sim.net.NatBehavior;
import dev.tributary.transport.net.DatagramPort;
import dev.tributary.transport.net.UdpPorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The NAT before one socket of a viewer: real sockets on its public side, one per mapping, and the
 * filter of RFC 4787 before each.
 */
final class Nat implements AutoCloseable {
    /** Mappings of one socket; further destinations are not reached, as with a full table. */
    private static final int MAPPINGS_MAX = 256;

    private static final InetAddress ANY = InetAddress.getLoopbackAddress();

    private final Host host;
    private final Network network;
    private final NatBehavior behavior;
    private final DatagramPort.Receiver inside;
    private final Map<InetSocketAddress, Mapping> mappings = new HashMap<>();

    Nat(Host host, Network network, NatType type, DatagramPort.Receiver inside) {
        this.host = host;
        this.network = network;
        behavior = NatBehavior.of(type);
        this.inside = inside;
    }

    /** A public port and who may use it. */
    private static final class Mapping {
        private final Set<InetSocketAddress> allowed = new HashSet<>();
        private DatagramPort port;
    }

    /** Blanks out what a scope does not look at. */
    private static InetSocketAddress within(NatBehavior.Scope scope, InetSocketAddress endpoint) {
        return switch (scope) {
            case ENDPOINT_INDEPENDENT -> new InetSocketAddress(ANY, 0);
            case ADDRESS_DEPENDENT -> new InetSocketAddress(endpoint.getAddress(), 0);
            case ADDRESS_AND_PORT_DEPENDENT -> endpoint;
        };
    }

    /** Returns the public socket of the mapping that does not depend on destinations. */
    InetSocketAddress open() {
        Mapping mapping = mapping(new InetSocketAddress(ANY, 0));
        return mapping == null ? null : mapping.port.local();
    }

    void outbound(InetSocketAddress to, byte[] bytes) {
        Mapping mapping = behavior.blocked() ? null : mapping(within(behavior.mapping(), to));
        if (mapping != null) {
            mapping.allowed.add(within(behavior.filtering(), to));
            mapping.port.send(to, bytes);
        }
    }

    private Mapping mapping(InetSocketAddress key) {
        Mapping known = mappings.get(key);
        if (known != null || mappings.size() >= MAPPINGS_MAX) {
            return known;
        }
        Mapping fresh = new Mapping();
        UdpPorts source = new UdpPorts(network.clock().loop(), List.of(host.address()));
        List<DatagramPort> ports =
                source.open(number -> (from, bytes) -> inbound(fresh, from, bytes));
        if (ports.isEmpty()) {
            return null;
        }
        fresh.port = ports.get(0);
        mappings.put(key, fresh);
        return fresh;
    }

    private void inbound(Mapping mapping, InetSocketAddress from, byte[] bytes) {
        if (mapping.allowed.contains(within(behavior.filtering(), from))) {
            inside.received(from, bytes);
        }
    }

    @Override
    public void close() {
        mappings.values().forEach(mapping -> mapping.port.close());
        mappings.clear();
    }
}
