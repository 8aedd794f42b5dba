package dev.tributary.live.net;

import dev.tributary.core.nat.NatType;
import dev.tributary.transport.net.DatagramPort;
import dev.tributary.transport.net.DatagramPorts;
import dev.tributary.transport.net.UdpPorts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The datagram sockets of a viewer, behind its NAT and its line. */
public final class ShapedPorts implements DatagramPorts {
    /** IP and UDP headers. */
    static final int HEADER_BYTES = 28;

    /** What waits longer for the uplink is dropped, as in the buffer of a home router. */
    private static final long QUEUE_NANOS = 1_000_000_000L;

    private static final InetAddress LOOPBACK6 = loopback6();

    private final Host host;
    private final Network network;
    private final Reach reach;
    private int opened;

    /**
     * Creates a source of sockets.
     *
     * @param reach how sure it is that they work
     */
    public ShapedPorts(Host host, Network network, Reach reach) {
        this.host = host;
        this.network = network;
        this.reach = reach;
    }

    /**
     * Attempts that no NAT explains fail too (theory.md 1.10): the share of attempts that do not,
     * over either family, as the simulator has it.
     *
     * @param ipv6 whether the viewer has IPv6 at all
     */
    public record Reach(double ipv4Success, double ipv6Success, boolean ipv6) {}

    /**
     * Returns whether the sockets of this attempt work: an attempt has two ends, each with a part.
     */
    private boolean works(double success) {
        return network.chance(Math.sqrt(success));
    }

    private static InetAddress loopback6() {
        try {
            byte[] address = new byte[16];
            address[15] = 1;
            return Inet6Address.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    @Override
    public List<DatagramPort> open(Receivers receivers) {
        List<DatagramPort> ports = new ArrayList<>();
        ports.add(new Port4(receivers.of(0), works(reach.ipv4Success())));
        if (reach.ipv6() && works(reach.ipv6Success())) {
            Port6 port = new Port6(receivers.of(1));
            if (port.bound()) {
                ports.add(port);
            }
        }
        return ports;
    }

    /**
     * The way of one socket's datagrams, until it is closed. Jitter delays those behind as well: a
     * path is a row of queues, and congestion control takes datagrams out of order for lost ones.
     */
    private final class Way {
        private final Map<InetSocketAddress, Long> lastNanos = new HashMap<>();
        private final DatagramPort.Receiver receiver;
        private boolean closed;

        Way(DatagramPort.Receiver receiver) {
            this.receiver = receiver;
        }

        /** Sends through the uplink and along the path; what is lost is lost after the uplink. */
        void transmit(InetSocketAddress to, int length, Runnable send) {
            long now = network.clock().nowNanos();
            if (host.line().waits(now) > QUEUE_NANOS) {
                return;
            }
            long out = host.line().sent(now, length + HEADER_BYTES);
            if (!network.lost(host, to)) {
                at(arrival(to, out), send);
            }
        }

        /** Returns when a datagram arrives that leaves the uplink at the given time. */
        private long arrival(InetSocketAddress to, long outNanos) {
            long alone = outNanos + network.oneWayNanos(host, to);
            return lastNanos.merge(to, alone, Math::max);
        }

        /** Lets one through the downlink; what servers send has its way still before it. */
        void receive(InetSocketAddress from, byte[] bytes) {
            long now = network.clock().nowNanos();
            if (network.server(from)) {
                long arrival = now + network.oneWayNanos(host, from);
                network.at(arrival, () -> arrive(from, bytes));
            } else {
                arrive(from, bytes);
            }
        }

        private void arrive(InetSocketAddress from, byte[] bytes) {
            long now = network.clock().nowNanos();
            long out = host.line().received(now, bytes.length + HEADER_BYTES);
            at(out, () -> receiver.received(from, bytes));
        }

        private void at(long nanos, Runnable what) {
            network.at(
                    nanos,
                    () -> {
                        if (!closed) {
                            what.run();
                        }
                    });
        }

        void close() {
            closed = true;
        }
    }

    /** An IPv4 socket behind the viewer's NAT. */
    private final class Port4 implements DatagramPort {
        private final Way way;
        private final Nat nat;
        private final InetSocketAddress local;

        Port4(Receiver receiver, boolean works) {
            NatType own = host.appearance().capabilities().nat();
            NatType type = works ? own : NatType.UDP_BLOCKED;
            way = new Way(receiver);
            nat = new Nat(host, network, type, way::receive);
            boolean open = type == NatType.OPEN || type == NatType.SYMMETRIC_FIREWALL;
            local = open ? nat.open() : behind();
        }

        /** Any address: a host behind a NAT that tells nobody its private one. */
        private InetSocketAddress behind() {
            return new InetSocketAddress(49_152 + opened++ % 16_384);
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public void send(InetSocketAddress to, byte[] bytes) {
            if (to.getAddress() instanceof Inet6Address) {
                return;
            }
            way.transmit(to, bytes.length, () -> nat.outbound(to, bytes));
        }

        @Override
        public void close() {
            way.close();
            nat.close();
        }
    }

    /** An IPv6 socket behind a firewall that lets in who was spoken to. */
    private final class Port6 implements DatagramPort {
        private final Way way;
        private final Set<InetSocketAddress> allowed = new HashSet<>();
        private final List<DatagramPort> real;

        Port6(Receiver receiver) {
            way = new Way(receiver);
            UdpPorts source = new UdpPorts(network.clock().loop(), List.of(LOOPBACK6));
            real = source.open(number -> this::inbound);
            if (bound()) {
                network.register(local(), host);
            }
        }

        boolean bound() {
            return !real.isEmpty();
        }

        private void inbound(InetSocketAddress from, byte[] bytes) {
            if (allowed.contains(from)) {
                way.receive(from, bytes);
            }
        }

        @Override
        public InetSocketAddress local() {
            return real.get(0).local();
        }

        @Override
        public void send(InetSocketAddress to, byte[] bytes) {
            if (!(to.getAddress() instanceof Inet6Address)) {
                return;
            }
            way.transmit(
                    to,
                    bytes.length,
                    () -> {
                        allowed.add(to);
                        real.get(0).send(to, bytes);
                    });
        }

        @Override
        public void close() {
            way.close();
            network.unregister(local());
            real.get(0).close();
        }
    }
}
