package dev.tributary.sim.net;

import dev.tributary.sim.net.NatBehavior.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The packet-level state of one NAT with a single host and socket behind it: the public port per
 * destination and the outside endpoints each port lets in.
 *
 * <p>Address pooling is paired (RFC 4787 REQ-2): the box has one public address. Mappings live as
 * long as the box; ports are never predictable from outside.
 */
final class NatBox {
    private static final int FIRST_PORT = 40_000;

    private final int address;
    private final NatBehavior behavior;
    private final Map<Endpoint, Integer> portByDestination = new HashMap<>();
    private final Map<Integer, Set<Endpoint>> allowedByPort = new HashMap<>();

    NatBox(int address, NatBehavior behavior) {
        this.address = address;
        this.behavior = behavior;
    }

    /** An address and port as seen on the public side. */
    record Endpoint(int address, int port) {
        private static final int ANY = -1;

        /** The endpoint with what the scope does not look at blanked out. */
        private Endpoint within(Scope scope) {
            return switch (scope) {
                case ENDPOINT_INDEPENDENT -> new Endpoint(ANY, ANY);
                case ADDRESS_DEPENDENT -> new Endpoint(address, ANY);
                case ADDRESS_AND_PORT_DEPENDENT -> this;
            };
        }
    }

    /** Maps an outbound packet and opens the filter for its destination; its public source. */
    Endpoint outbound(Endpoint destination) {
        Endpoint mappingKey = destination.within(behavior.mapping());
        int port =
                portByDestination.computeIfAbsent(
                        mappingKey, key -> FIRST_PORT + portByDestination.size());
        allowedByPort
                .computeIfAbsent(port, key -> new HashSet<>())
                .add(destination.within(behavior.filtering()));
        return new Endpoint(address, port);
    }

    /** Whether a packet from outside to one of our public ports reaches the host. */
    boolean admits(Endpoint source, Endpoint destination) {
        Set<Endpoint> allowed = allowedByPort.get(destination.port());
        return allowed != null && allowed.contains(source.within(behavior.filtering()));
    }

    boolean blocked() {
        return behavior.blocked();
    }
}
