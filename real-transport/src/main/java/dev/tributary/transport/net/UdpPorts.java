package dev.tributary.transport.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** UDP sockets on addresses of this machine. */
@SuppressWarnings("FutureReturnValueIgnored") // a datagram that is not sent is lost
public final class UdpPorts implements DatagramPorts {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPorts.class);
    private static final int DATAGRAM_MAX = 2_048;
    private static final int BUFFER_BYTES = 512 << 10;

    /** A socket that does not take more of what waits to be sent loses it, as the network would. */
    private static final int PENDING_MAX = 1 << 20;

    private final EventLoop loop;
    private final List<InetAddress> addresses;

    /**
     * Creates a source of sockets: one on each of the addresses, with ports that are free.
     *
     * @param addresses 1 to {@link DatagramPorts#PORTS_MAX}
     */
    public UdpPorts(EventLoop loop, List<InetAddress> addresses) {
        if (addresses.isEmpty() || addresses.size() > PORTS_MAX) {
            throw new IllegalArgumentException(addresses.size() + " addresses");
        }
        this.loop = loop;
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public List<DatagramPort> open(Receivers receivers) {
        List<DatagramPort> ports = new ArrayList<>();
        for (InetAddress address : addresses) {
            Port port = new Port(receivers.of(ports.size()));
            if (port.bind(loop, address)) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** One socket. */
    private static final class Port extends SimpleChannelInboundHandler<DatagramPacket>
            implements DatagramPort {
        private final Receiver receiver;
        private NioDatagramChannel channel;
        private boolean closed;

        Port(Receiver receiver) {
            this.receiver = receiver;
        }

        /**
         * Returns whether there is a socket. On its own loop registration is done at once, and so
         * is the binding of a UDP socket.
         */
        boolean bind(EventLoop loop, InetAddress address) {
            ChannelFuture registered =
                    new Bootstrap()
                            .group(loop)
                            .channel(NioDatagramChannel.class)
                            .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
                            .option(ChannelOption.SO_SNDBUF, BUFFER_BYTES)
                            .option(
                                    ChannelOption.RECVBUF_ALLOCATOR,
                                    new FixedRecvByteBufAllocator(DATAGRAM_MAX))
                            .handler(this)
                            .register();
            if (!registered.isSuccess()) {
                LOG.warn("no UDP socket: {}", registered.cause().toString());
                return false;
            }
            channel = (NioDatagramChannel) registered.channel();
            ChannelFuture bound = channel.bind(new InetSocketAddress(address, 0));
            if (!bound.isSuccess()) {
                LOG.warn("no UDP socket on an address of ours: {}", bound.cause().toString());
                channel.close();
            }
            return bound.isSuccess();
        }

        @Override
        public InetSocketAddress local() {
            return channel.localAddress();
        }

        @Override
        public void send(InetSocketAddress to, byte[] bytes) {
            var pending = channel.unsafe().outboundBuffer();
            if (closed || (pending != null && pending.totalPendingWriteBytes() > PENDING_MAX)) {
                return;
            }
            ByteBuf payload = Unpooled.wrappedBuffer(bytes);
            channel.writeAndFlush(new DatagramPacket(payload, to), channel.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            if (!closed) {
                receiver.received(packet.sender(), ByteBufUtil.getBytes(packet.content()));
            }
        }

        /** What ICMP says of an address that is closed is not about the others. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof IOException)) {
                LOG.error("a fault of ours loses a datagram", cause);
            }
        }

        @Override
        public void close() {
            closed = true;
            channel.close();
        }
    }
}
