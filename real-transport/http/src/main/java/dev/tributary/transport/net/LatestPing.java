package dev.tributary.transport.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.function.BooleanSupplier;

/**
 * Answers the newest of the pings that came together, and only when the connection takes the
 * answer: RFC 6455 section 5.5.3 allows it, and whoever sends pings without reading makes nothing
 * wait but one of them. Before the handler of the protocol, which would answer each.
 */
public final class LatestPing extends ChannelInboundHandlerAdapter {
    private final BooleanSupplier talking;
    private PingWebSocketFrame latest;

    /**
     * Creates the handler of one socket.
     *
     * @param talking false once our close frame is sent, after which nothing may be (section 5.5.1)
     */
    public LatestPing(BooleanSupplier talking) {
        this.talking = talking;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof PingWebSocketFrame ping) {
            forget();
            latest = ping;
        } else {
            context.fireChannelRead(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        answer(context);
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        answer(context);
        context.fireChannelWritabilityChanged();
    }

    private void answer(ChannelHandlerContext context) {
        if (latest != null && context.channel().isWritable()) {
            PingWebSocketFrame ping = latest;
            latest = null;
            if (talking.getAsBoolean()) {
                var unused = context.writeAndFlush(new PongWebSocketFrame(ping.content()));
            } else {
                ping.release();
            }
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        if (latest != null) {
            latest.release();
            latest = null;
        }
    }
}
