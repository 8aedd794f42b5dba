package dev.tributary.transport.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The socket that a service listens on, and its options. */
final class ListeningSocket {
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int BACKLOG = 4_096;

    /**
     * The kernel's buffer: it takes more only when a third is free, so that with its usual 4 MiB a
     * reader at 100 kB/s would seem to stand still for longer than {@link
     * HttpLimits#progressMillis}. Enough for 20 Mbit/s at 100 ms.
     */
    private static final int SEND_BYTES = 256 << 10;

    /**
     * Most that one read takes, and with it what a connection keeps whose request is not complete:
     * Netty's 64 KiB would be kept for a few bytes.
     */
    private static final int READ_BYTES = 16 << 10;

    private ListeningSocket() {}

    /**
     * Binds, and waits until that is done or has failed.
     *
     * @param acceptor handles the listening socket itself
     * @param connections sets up what it accepts
     */
    static ChannelFuture bind(
            InetSocketAddress address,
            EventLoop eventLoop,
            ChannelHandler acceptor,
            ChannelHandler connections) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(eventLoop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .handler(acceptor)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.SO_SNDBUF, SEND_BYTES)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(64, 1 << 10, READ_BYTES))
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        HttpLimits.HIGH_WATER / 2, HttpLimits.HIGH_WATER))
                        .childHandler(connections);
        return bootstrap.bind(address).awaitUninterruptibly();
    }

    /**
     * Reads the certificates and the key of a service.
     *
     * @throws IOException when they cannot be used
     */
    static SslContext tls(HttpConfig.Tls files) throws IOException {
        try {
            return SslContextBuilder.forServer(files.certificates().toFile(), files.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols(TLS_VERSIONS)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("no PEM certificate or key: " + e.getMessage(), e);
        }
    }
}
