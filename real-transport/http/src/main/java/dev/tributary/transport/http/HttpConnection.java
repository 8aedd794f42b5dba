package dev.tributary.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/** One HTTP/1.1 connection: its exchanges one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class HttpConnection extends ChannelInboundHandlerAdapter {
    /** Parts of requests, two or more each, that wait for the exchange before them. */
    private static final int WAITING_MAX = 256;

    private final HttpService service;
    private final ConnectionWatch watch;
    private final Queue<HttpObject> waiting = new ArrayDeque<>(0);
    private final Channel channel;
    private final RequestReader reader;
    private HttpExchange exchange;
    private boolean paused;
    private boolean closeAfter;
    private boolean closing;
    private boolean upgraded;

    HttpConnection(HttpService service, Channel channel, ConnectionWatch watch) {
        this.service = service;
        this.channel = channel;
        this.watch = watch;
        reader = new RequestReader(service, this, channel, watch);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        HttpObject part = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(part);
        } else if (mustWait(part)) {
            waiting.add(part);
            if (waiting.size() > WAITING_MAX) {
                cut("pipelining");
            }
            channel.config().setAutoRead(false);
        } else {
            reader.take(part);
        }
    }

    private boolean mustWait(HttpObject part) {
        return paused || !waiting.isEmpty() || (exchange != null && part instanceof HttpRequest);
    }

    /** Ends the connection at once, and counts why. */
    void cut(String reason) {
        service.refusals().count(reason, channel.remoteAddress(), null);
        closing = true;
        channel.close();
    }

    /** A request has begun; it is the last one if the connection is closed after its answer. */
    void begun(HttpExchange next, boolean last) {
        exchange = next;
        closeAfter = last;
    }

    boolean closing() {
        return closing;
    }

    void closeAfterAnswer() {
        closeAfter = true;
    }

    boolean closesAfter(HttpExchange of) {
        return of == exchange && (closeAfter || reader.open() || service.stopping());
    }

    void pause(HttpExchange of, boolean wanted) {
        if (of == exchange && of != null && paused != wanted) {
            paused = wanted;
            channel.config().setAutoRead(!wanted);
            if (!wanted) {
                channel.eventLoop().execute(this::takeWaiting);
            }
        }
    }

    /** Writes the last part of an answer. */
    void finish(HttpExchange of, Object last) {
        boolean close = closesAfter(of);
        boolean bodyLeft = reader.open();
        ChannelFuture written = channel.writeAndFlush(last);
        BodyListener listener = of.listener();
        exchange = null;
        paused = false;
        if (bodyLeft && listener != null) {
            listener.onAborted();
        }
        if (close) {
            closeAfter(written);
        } else {
            watch.enter(ConnectionWatch.Phase.IDLE);
            channel.eventLoop().execute(this::takeWaiting);
        }
    }

    private void closeAfter(ChannelFuture written) {
        closing = true;
        dropWaiting();
        channel.config().setAutoRead(true);
        watch.enter(ConnectionWatch.Phase.ANSWER);
        Goodbye.after(written);
    }

    WebSocket socket(WebSocketPolicy policy) {
        return new WebSocket(channel, policy, service.refusals(), watch);
    }

    /** Hands the connection over; Netty answers the handshake and takes its HTTP codec away. */
    void upgrade(
            HttpRequest request,
            WebSocket socket,
            WebSocketServerProtocolConfig protocol,
            WebSocketPolicy policy) {
        upgraded = true;
        exchange = null;
        watch.upgraded(socket);
        dropWaiting();
        channel.config().setAutoRead(true);
        ChannelPipeline pipeline = channel.pipeline();
        WebSocketServerProtocolHandler server = new WebSocketServerProtocolHandler(protocol);
        pipeline.addLast(
                server, new WebSocketFrameAggregator(policy.messageMax()), socket.handler());
        // Before Netty's own, which would reset the connection, and after all that decode.
        pipeline.addBefore(pipeline.context(server).name(), null, socket.violations());
        pipeline.remove(this);
        pipeline.context(HttpResponseEncoder.class).fireChannelRead(whole(request));
    }

    /** Returns a request without a body as Netty's handshake wants it. */
    private static DefaultFullHttpRequest whole(HttpRequest request) {
        return new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    private void takeWaiting() {
        while (!closing && !upgraded && !waiting.isEmpty()) {
            if (paused || (exchange != null && waiting.peek() instanceof HttpRequest)) {
                return;
            }
            reader.take(waiting.remove());
        }
        if (!paused && !upgraded) {
            channel.config().setAutoRead(true);
        }
    }

    private void dropWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        reader.drop();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        if (exchange != null && channel.isWritable()) {
            exchange.becameWritable();
        }
        from.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        closing = true;
        dropWaiting();
        HttpExchange lost = exchange;
        exchange = null;
        if (lost != null) {
            lost.lost();
            if (reader.open() && lost.listener() != null) {
                lost.listener().onAborted();
            }
        }
        from.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        watch.failed(cause, service.refusals());
    }
}
