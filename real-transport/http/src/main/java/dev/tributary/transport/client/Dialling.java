package dev.tributary.transport.client;

import dev.tributary.transport.net.NameLookup;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.function.Consumer;

/** How the clients of an event loop open their connections. */
final class Dialling {
    private final EventLoop loop;
    private final int timeoutMillis;
    private final Consumer<Channel> hook;

    /**
     * Prepares for connections.
     *
     * @param timeoutMillis an attempt that takes longer has failed
     * @param hook gets each channel with an empty pipeline, so that it is next to the network
     */
    Dialling(EventLoop loop, int timeoutMillis, Consumer<Channel> hook) {
        this.loop = loop;
        this.timeoutMillis = timeoutMillis;
        this.hook = hook;
    }

    /**
     * Begins to connect.
     *
     * @param handlers adds those of the connection
     */
    ChannelFuture connect(String host, int port, Consumer<ChannelPipeline> handlers) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .resolver(NameLookup.ELSEWHERE)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                .handler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                hook.accept(channel);
                                handlers.accept(channel.pipeline());
                            }
                        })
                .connect(host, port);
    }
}
