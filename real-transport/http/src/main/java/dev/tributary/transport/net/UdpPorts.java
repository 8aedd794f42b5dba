package dev.tributary.transport.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.nio.NioSelectableChannelIoHandle;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * UDP sockets on addresses of this machine, read and written on the event loop without a channel
 * pipeline: with one, a gigabyte of messages took 7.8 CPU seconds instead of 5.0 (LinkBenchmark).
 */
public final class UdpPorts implements DatagramPorts {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPorts.class);
    private static final int DATAGRAM_MAX = 2_048;
    private static final int BUFFER_BYTES = 512 << 10;

    /** What one socket may have of a turn of its loop. */
    private static final int DATAGRAMS_PER_TURN = 16;

    private final IoEventLoop loop;
    private final List<InetAddress> addresses;
    private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_MAX);
    private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM_MAX);

    /**
     * Creates a source of sockets: one on each of the addresses, with ports that are free.
     *
     * @param loop of an NIO group
     * @param addresses 1 to {@link DatagramPorts#PORTS_MAX}
     */
    public UdpPorts(EventLoop loop, List<InetAddress> addresses) {
        if (!(loop instanceof IoEventLoop io)
                || !io.isCompatible(NioSelectableChannelIoHandle.class)) {
            throw new IllegalArgumentException("not a loop of an NIO group");
        }
        if (addresses.isEmpty() || addresses.size() > PORTS_MAX) {
            throw new IllegalArgumentException(addresses.size() + " addresses");
        }
        this.loop = io;
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public List<DatagramPort> open(Receivers receivers) {
        List<DatagramPort> ports = new ArrayList<>();
        for (InetAddress address : addresses) {
            try {
                ports.add(open(address, receivers.of(ports.size())));
            } catch (IOException e) {
                LOG.warn("no UDP socket on an address of ours: {}", e.toString());
            }
        }
        return ports;
    }

    private Port open(InetAddress address, DatagramPort.Receiver receiver) throws IOException {
        DatagramChannel socket = DatagramChannel.open();
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            socket.bind(new InetSocketAddress(address, 0));
            Port port = new Port(socket, receiver);
            port.register();
            return port;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** One socket. */
    private final class Port extends NioSelectableChannelIoHandle<DatagramChannel>
            implements DatagramPort {
        private final DatagramChannel socket;
        private final Receiver receiver;
        private final InetSocketAddress local;
        private IoRegistration registration;
        private boolean closed;

        Port(DatagramChannel socket, Receiver receiver) throws IOException {
            super(socket);
            this.socket = socket;
            this.receiver = receiver;
            local = (InetSocketAddress) socket.getLocalAddress();
        }

        /** On its own loop this is done at once. */
        void register() throws IOException {
            Future<IoRegistration> registered = loop.register(this);
            if (!registered.isSuccess()) {
                throw new IOException("not registered", registered.cause());
            }
            registration = registered.getNow();
            registration.submit(NioIoOps.READ);
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public void send(InetSocketAddress to, byte[] bytes) {
            if (closed || bytes.length > DATAGRAM_MAX) {
                return;
            }
            try {
                out.clear().put(bytes).flip();
                socket.send(out, to);
            } catch (IOException e) {
                LOG.trace("a datagram is lost: {}", e.toString());
            }
        }

        @Override
        protected void handle(DatagramChannel readable, SelectionKey key) {
            try {
                for (int i = 0; i < DATAGRAMS_PER_TURN && !closed; i++) {
                    InetSocketAddress from = (InetSocketAddress) socket.receive(in.clear());
                    if (from == null) {
                        return;
                    }
                    byte[] bytes = new byte[in.flip().remaining()];
                    in.get(bytes);
                    receiver.received(from, bytes);
                }
            } catch (IOException e) {
                LOG.trace(
                        "what ICMP says of one address is not about the others: {}", e.toString());
            } catch (RuntimeException e) {
                LOG.error("a fault of ours loses a datagram", e);
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                registration.cancel();
                socket.close();
            } catch (IOException e) {
                LOG.warn("a UDP socket does not close: {}", e.toString());
            }
        }
    }
}
