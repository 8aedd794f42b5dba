package dev.tributary.live.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;

/**
 * The network under a viewer's TCP connection to a server: handshakes, the line, and the way.
 *
 * <p>The lab's servers speak in the clear; the round trip of TLS is waited for nevertheless, since
 * viewers have it in production. What the line does not take in time stays in the socket, so that
 * the server feels a slow viewer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class ShapedTcp extends ChannelDuplexHandler {
    /** TCP and TLS 1.3. */
    private static final int HANDSHAKE_RTTS = 2;

    private static final int HEADER_SHARE = 27;

    /** The lab's kernel buffers hold next to nothing: they lie before the way, not around it. */
    public static final int KERNEL_BYTES = 8 << 10;

    private final Network network;
    private final Host host;
    private final boolean cdn;
    private final long rttNanos;
    private final Link link;
    private final SendWindow window;
    private final ArrayDeque<Outgoing> outgoing = new ArrayDeque<>();
    private final ArrayDeque<Object> incoming = new ArrayDeque<>();
    private long outNanos;
    private long inNanos;
    private boolean ended;
    private ChannelPromise closing;

    /** Whether a kind of server can be reached; shared by all connections to it. */
    public static final class Link {
        private boolean down;

        /** Breaks all connections and refuses new ones, or lets them be. */
        public void down(boolean broken) {
            down = broken;
        }
    }

    private record Outgoing(Object message, ChannelPromise promise) {}

    /**
     * Creates the handler of one connection.
     *
     * @param cdn whether the server is the CDN, which has a rate and a round trip of its own
     * @param window what the server may have under way
     */
    public ShapedTcp(Network network, Host host, boolean cdn, Link link, SendWindow window) {
        this.network = network;
        this.host = host;
        this.cdn = cdn;
        this.link = link;
        this.window = window;
        rttNanos = cdn ? host.appearance().edgeRttNanos() : host.appearance().serverRttNanos();
    }

    /** Headers of IP and TCP, 40 bytes for each 1460. */
    private static int onTheWire(int bytes) {
        return bytes + (bytes * HEADER_SHARE + 999) / 1_000;
    }

    private long now() {
        return network.clock().nowNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.SO_RCVBUF, KERNEL_BYTES);
        // The server's end must come the way as well, behind its data: Netty would close at once.
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    @Override
    public void connect(
            ChannelHandlerContext context,
            SocketAddress remote,
            SocketAddress local,
            ChannelPromise promise) {
        network.at(
                now() + HANDSHAKE_RTTS * rttNanos,
                () -> {
                    if (network.silent(host)) {
                        return;
                    }
                    if (link.down) {
                        promise.tryFailure(new IOException("the server does not answer"));
                    } else {
                        SocketAddress own = new InetSocketAddress(host.address(), 0);
                        context.connect(remote, own, promise);
                    }
                });
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        long sent = host.line().sent(now(), onTheWire(bytes));
        outNanos = Math.max(outNanos, sent + network.oneWayNanos(rttNanos));
        outgoing.add(new Outgoing(message, promise));
        network.at(outNanos, () -> transmit(context));
    }

    private void transmit(ChannelHandlerContext context) {
        Outgoing next = outgoing.poll();
        if (next == null) {
            return;
        }
        if (network.silent(host)) {
            ReferenceCountUtil.release(next.message());
            return;
        }
        if (link.down) {
            ReferenceCountUtil.release(next.message());
            next.promise().tryFailure(new IOException("the connection is broken"));
            context.close();
            return;
        }
        context.writeAndFlush(next.message(), next.promise());
        if (outgoing.isEmpty() && closing != null) {
            context.close(closing);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (outgoing.isEmpty()) {
            context.close(promise);
        } else if (closing == null) {
            closing = promise;
        } else {
            closing.addListener(done -> promise.trySuccess());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        if (!window.sent(now(), bytes, rttNanos)) {
            context.channel().config().setAutoRead(false);
        }
        long arrival = now() + network.oneWayNanos(rttNanos);
        incoming.add(message);
        network.at(arrival, () -> arrive(context, bytes));
    }

    /** Data has come the way; the CDN's waits for the rate that it grants. */
    private void arrive(ChannelHandlerContext context, int bytes) {
        if (cdn) {
            long released = host.line().released(now(), onTheWire(bytes));
            network.at(released, () -> descend(context, bytes));
        } else {
            descend(context, bytes);
        }
    }

    /** It comes to the downlink, which it must not occupy before; a connection stays in order. */
    private void descend(ChannelHandlerContext context, int bytes) {
        long out = host.line().received(now(), onTheWire(bytes));
        inNanos = Math.max(inNanos, out);
        network.at(inNanos, () -> deliver(context, bytes));
    }

    private void deliver(ChannelHandlerContext context, int bytes) {
        Object message = incoming.poll();
        if (message == null) {
            return;
        }
        if (network.silent(host)) {
            ReferenceCountUtil.release(message);
            return;
        }
        network.at(now() + rttNanos / 2, () -> acknowledged(context, bytes));
        if (link.down) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        context.fireChannelRead(message);
        context.fireChannelReadComplete();
        closeAtEnd(context);
    }

    /** The server hears that data has come, and sends more. */
    private void acknowledged(ChannelHandlerContext context, int bytes) {
        if (window.acknowledged(bytes)) {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ended = true;
            closeAtEnd(context);
        } else if (event != ChannelInputShutdownReadComplete.INSTANCE) {
            context.fireUserEventTriggered(event);
        }
    }

    private void closeAtEnd(ChannelHandlerContext context) {
        if (ended && incoming.isEmpty() && !network.silent(host)) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outgoing.forEach(
                item -> {
                    ReferenceCountUtil.release(item.message());
                    item.promise().tryFailure(new IOException("the connection is closed"));
                });
        outgoing.clear();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        incoming.forEach(ReferenceCountUtil::release);
        incoming.clear();
    }

    /** What was written is flushed when it has come that far. */
    @Override
    public void flush(ChannelHandlerContext context) {}
}
