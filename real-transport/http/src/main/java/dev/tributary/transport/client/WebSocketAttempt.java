package dev.tributary.transport.client;

import dev.tributary.transport.net.LatestPing;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.URI;

/** One attempt of a {@link WebSocketClient} and the socket that comes of it. */
final class WebSocketAttempt extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int HANDSHAKE_BYTES = 8 << 10;

    /** A server that just restarted is busy with everyone; giving up early makes it busier. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    /** Silence after which a ping is sent; the same again, and the server is taken for dead. */
    private static final int PING_SECONDS = 14;

    private final URI address;
    private final SslContext tls;
    private final int messageMax;
    private final WebSocketClient client;
    private Channel channel;
    private boolean up;

    WebSocketAttempt(URI address, SslContext tls, int messageMax, WebSocketClient client) {
        this.address = address;
        this.tls = tls;
        this.messageMax = messageMax;
        this.client = client;
    }

    int port() {
        int standard = tls == null ? 80 : 443;
        return address.getPort() < 0 ? standard : address.getPort();
    }

    void channel(Channel opened) {
        channel = opened;
    }

    /** Returns the channel. */
    Channel channel() {
        return channel;
    }

    boolean isUp() {
        return up && channel.isActive();
    }

    void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new IdleStateHandler(PING_SECONDS, 0, 0));
        if (tls != null) {
            pipeline.addLast(tls.newHandler(pipeline.channel().alloc(), address.getHost(), port()));
        }
        WebSocketClientProtocolConfig config =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(address)
                        .handshakeTimeoutMillis(HANDSHAKE_MILLIS)
                        .maxFramePayloadLength(messageMax)
                        .allowExtensions(false)
                        .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_BYTES),
                new LatestPing(this::isUp),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(messageMax),
                this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            up = true;
            client.up(this);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            client.down(this, "handshake timed out");
        } else if (event instanceof IdleStateEvent idle && up) {
            if (idle.isFirst()) {
                var unused = context.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
            } else {
                client.down(this, "silent");
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!(frame instanceof BinaryWebSocketFrame)) {
            client.down(this, "not a binary message");
            return;
        }
        client.message(this, ByteBufUtil.getBytes(frame.content()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        client.down(this, "closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        client.down(this, reason(cause));
    }

    /** Returns the status that refuses the socket, if that is what went wrong. */
    private static String reason(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused
                && refused.response() != null) {
            return "status " + refused.response().status().code();
        }
        return "failed: " + cause.getClass().getSimpleName();
    }
}
