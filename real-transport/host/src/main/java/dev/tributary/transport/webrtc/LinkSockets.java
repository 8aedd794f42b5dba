package dev.tributary.transport.webrtc;

import dev.tributary.transport.net.DatagramPort;
import dev.tributary.webrtc.ice.IceAgent;
import java.net.InetSocketAddress;
import java.util.List;

/** The sockets of one link, and how much of what comes in at them is read. */
final class LinkSockets {
    private final WebRtcTransport transport;
    private final Receiver receiver;
    private final ReceiveLimits limits;
    private List<DatagramPort> ports = List.of();

    /** Creates the sockets of a link, still closed. */
    LinkSockets(WebRtcTransport transport, Receiver receiver) {
        this.transport = transport;
        this.receiver = receiver;
        limits = new ReceiveLimits(transport.config().datagramsPerSecondMax());
    }

    /** Takes what comes in, within the limits. */
    interface Receiver {
        /** A datagram has come to the socket of a number, from 0. */
        void received(int base, InetSocketAddress from, byte[] bytes);
    }

    /** Opens the sockets and names them to the agent; returns false when there are none. */
    boolean open(IceAgent agent) {
        ports = transport.ports().open(base -> (from, bytes) -> received(base, from, bytes));
        for (int base = 0; base < ports.size(); base++) {
            agent.addBase(base, ports.get(base).local());
        }
        return !ports.isEmpty();
    }

    private void received(int base, InetSocketAddress from, byte[] bytes) {
        if (limits.admit(transport.clock().nowNanos(), from)) {
            receiver.received(base, from, bytes);
        }
    }

    /** The peer is there, too: all its addresses have one share, which is its own. */
    void peer(InetSocketAddress address) {
        limits.peer(address);
    }

    void send(int base, InetSocketAddress target, byte[] bytes) {
        if (base < ports.size()) {
            ports.get(base).send(target, bytes);
        }
    }

    void close() {
        ports.forEach(DatagramPort::close);
    }
}
