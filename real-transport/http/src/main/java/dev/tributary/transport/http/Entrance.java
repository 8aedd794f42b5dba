package dev.tributary.transport.http;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;

/** Sets up an accepted connection, or closes it. */
@SuppressWarnings("FutureReturnValueIgnored") // a close is heard of by its listener
final class Entrance extends ChannelInitializer<SocketChannel> {
    private final HttpService service;
    private final Admission admission;
    private final Connections connections;
    private final SslContext tls;

    /**
     * Creates the entrance of a service.
     *
     * @param tls null for plain connections
     */
    Entrance(HttpService service, Admission admission, Connections connections, SslContext tls) {
        this.service = service;
        this.admission = admission;
        this.connections = connections;
        this.tls = tls;
    }

    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetAddress address = admission.admit(channel, service);
        if (address != null) {
            fill(channel, address);
        }
    }

    private void fill(SocketChannel channel, InetAddress address) {
        ConnectionWatch watch =
                new ConnectionWatch(channel, address, service.limits(), connections.held());
        remember(watch);
        channel.pipeline().addLast(watch);
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        HttpConnection connection = new HttpConnection(service, channel, watch);
        channel.pipeline().addLast(connection.decoder(), new HttpResponseEncoder(), connection);
    }

    private void remember(ConnectionWatch watch) {
        connections.add(watch);
        watch.channel.closeFuture().addListener(done -> connections.remove(watch));
    }
}
