package dev.tributary.live.natlab;

import dev.tributary.transport.stun.StunService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The servers of the public namespace, and the strangers that nobody behind a box has sent to. */
final class PublicNet implements AutoCloseable {
    private final List<StunService> servers = new ArrayList<>();

    PublicNet(EventLoop loop) throws IOException {
        List<InetSocketAddress> addresses = new ArrayList<>(Side.STUN_IPV4);
        addresses.addAll(Side.STUN_IPV6);
        for (InetSocketAddress address : addresses) {
            servers.add(new StunService(loop, address, new SimpleMeterRegistry()));
        }
    }

    /** Both strangers write to an address that the first of some servers has seen. */
    void strangersWrite(List<InetSocketAddress> servers, InetSocketAddress target)
            throws IOException {
        write(servers.get(0), StunProbe.PORT_MARK, target);
        write(servers.get(2), StunProbe.ADDRESS_MARK, target);
    }

    private static void write(InetSocketAddress of, byte mark, InetSocketAddress target)
            throws IOException {
        try (DatagramSocket stranger =
                new DatagramSocket(new InetSocketAddress(of.getAddress(), 0))) {
            stranger.send(new DatagramPacket(new byte[] {mark}, 1, target));
        }
    }

    @Override
    public void close() {
        servers.forEach(StunService::close);
    }
}
