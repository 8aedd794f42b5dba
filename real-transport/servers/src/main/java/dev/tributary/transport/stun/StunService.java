package dev.tributary.transport.stun;

import dev.tributary.webrtc.stun.StunServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/** Answers STUN Binding requests on a UDP socket (RFC 8489); stateless, see {@link StunServer}. */
@SuppressWarnings("FutureReturnValueIgnored") // a reply that is not sent is lost
public final class StunService implements AutoCloseable {
    private static final int DATAGRAM_MAX = 1_500;
    private static final int BUFFER_BYTES = 1 << 20;

    private final Channel channel;

    /**
     * Binds the socket.
     *
     * @throws IOException when the address is taken
     */
    public StunService(EventLoop loop, InetSocketAddress address, MeterRegistry registry)
            throws IOException {
        StunServer server = new StunServer(new SecureRandom()::nextInt);
        FunctionCounter.builder("tributary_stun_answered", server, StunServer::answered)
                .register(registry);
        FunctionCounter.builder("tributary_stun_ignored", server, StunServer::ignored)
                .register(registry);
        FunctionCounter.builder("tributary_stun_limited", server, StunServer::limited)
                .register(registry);
        ChannelFuture bound =
                new Bootstrap()
                        .group(loop)
                        .channel(NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(DATAGRAM_MAX))
                        .handler(new Answers(server))
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot bind UDP " + address, bound.cause());
        }
        channel = bound.channel();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // an answer that is not sent is lost
    private static final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
        private final StunServer server;
        private final byte[] request = new byte[DATAGRAM_MAX];

        Answers(StunServer server) {
            this.server = server;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf content = packet.content();
            int length = content.readableBytes();
            content.readBytes(request, 0, length);
            byte[] reply =
                    server.onDatagram(System.nanoTime(), packet.sender(), request, 0, length);
            if (reply.length > 0) {
                ByteBuf bytes = Unpooled.wrappedBuffer(reply);
                DatagramPacket answer = new DatagramPacket(bytes, packet.sender());
                context.writeAndFlush(answer, context.voidPromise());
            }
        }

        /** What ICMP says of one client is not about the others. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
    }

    /** Returns the address that it listens on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
