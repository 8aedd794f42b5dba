package dev.tributary.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** An address of a service where another protocol than HTTP is spoken. */
@SuppressWarnings("FutureReturnValueIgnored") // a close is heard of by its listener
public final class SideDoor {
    private final HttpService service;
    private final InetSocketAddress address;
    private final Admission admission;
    private final Consumer<ChannelPipeline> fill;
    private Channel listener;

    SideDoor(
            HttpService service,
            InetSocketAddress address,
            HttpLimits limits,
            Consumer<ChannelPipeline> fill) {
        this.service = service;
        this.address = address;
        this.fill = fill;
        admission = new Admission(limits);
    }

    /** Returns the port that it listens on, after the start. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * Binds.
     *
     * @param tls null for plain connections
     */
    void open(SslContext tls) throws IOException {
        listener = service.bind(address, admission, new Entrance(tls));
    }

    void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private final class Entrance extends ChannelInitializer<SocketChannel> {
        private final SslContext tls;

        Entrance(SslContext tls) {
            this.tls = tls;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (admission.admit(channel, service) == null) {
                return;
            }
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            fill.accept(channel.pipeline());
        }
    }
}
