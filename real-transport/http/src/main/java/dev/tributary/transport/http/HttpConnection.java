package dev.tributary.transport.http;

import dev.tributary.transport.http.ReadGate.Hold;
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

/**
 * One HTTP/1.1 connection: its exchanges one after the other. A request is looked at when the
 * answer to the one before is written and the connection takes more; until then its bytes wait.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private final HttpService service;
    private final ConnectionWatch watch;
    private final ReadGate gate;
    private final Channel channel;
    private final RequestReader reader;
    private final StrictRequestDecoder decoder;
    private HttpExchange exchange;
    private boolean closeAfter;
    private boolean closing;
    private boolean upgraded;

    HttpConnection(HttpService service, Channel channel, ConnectionWatch watch) {
        this.service = service;
        this.channel = channel;
        this.watch = watch;
        gate = watch.gate;
        reader = new RequestReader(service, this, channel, watch);
        decoder = new StrictRequestDecoder(this);
        watch.unread(() -> decoder.heldBytes() + reader.bodyBytes());
    }

    /** Returns what makes requests of bytes, for the pipeline before this. */
    StrictRequestDecoder decoder() {
        return decoder;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else {
            reader.take((HttpObject) message);
        }
    }

    /** Returns whether the next part of a request can be looked at. */
    boolean takes() {
        return channel.isWritable()
                && !gate.holds(Hold.PAUSED)
                && (exchange == null || reader.open());
    }

    /** Bytes have come that cannot be looked at yet. */
    void mustWait() {
        gate.hold(Hold.PIPELINED, true);
    }

    /** Ends the connection at once, and counts why. */
    void cut(String reason) {
        service.refusals().count(reason, channel.remoteAddress(), null);
        abort();
    }

    /** Ends the connection at once. */
    void abort() {
        closing = true;
        watch.end();
    }

    /** A request has begun; it is the last one if the connection is closed after its answer. */
    void begun(HttpExchange next, boolean last) {
        exchange = next;
        closeAfter = last;
    }

    boolean closing() {
        return closing;
    }

    /** Returns what pages may read, or null for nothing. */
    PageAccess pages() {
        return service.pages();
    }

    void closeAfterAnswer() {
        closeAfter = true;
    }

    boolean closesAfter(HttpExchange of) {
        return of == exchange && (closeAfter || reader.open() || service.stopping());
    }

    void pause(HttpExchange of, boolean wanted) {
        if (of == exchange && of != null && gate.holds(Hold.PAUSED) != wanted) {
            gate.hold(Hold.PAUSED, wanted);
            if (!wanted) {
                resumeSoon();
            }
        }
    }

    /** Writes the last part of an answer. */
    void finish(HttpExchange of, Object last) {
        boolean close = closesAfter(of);
        boolean bodyLeft = reader.open();
        ChannelFuture written = channel.writeAndFlush(last);
        BodyListener listener = of.listener();
        forgetExchange();
        if (bodyLeft && listener != null) {
            listener.onAborted();
        }
        if (close) {
            closeAfter(written);
        } else {
            watch.enter(ConnectionWatch.Phase.IDLE);
            resumeSoon();
        }
    }

    private void forgetExchange() {
        exchange = null;
        reader.drop();
        gate.hold(Hold.PAUSED, false);
    }

    private void closeAfter(ChannelFuture written) {
        closing = true;
        gate.release();
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
        forgetExchange();
        watch.upgraded(socket);
        gate.release();
        ChannelPipeline pipeline = channel.pipeline();
        WebSocketServerProtocolHandler server = new WebSocketServerProtocolHandler(protocol);
        pipeline.addLast(
                server, new WebSocketFrameAggregator(policy.messageMax()), socket.handler());
        // Before Netty's own, which would reset the connection and answer every ping, and after
        // all that decode.
        String name = pipeline.context(server).name();
        pipeline.addBefore(name, null, socket.frames());
        pipeline.addBefore(name, null, socket.pings());
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

    private void resumeSoon() {
        if (gate.holds(Hold.PIPELINED) || decoder.heldBytes() > 0) {
            channel.eventLoop().execute(this::resume);
        }
    }

    /** Looks at the bytes that had to wait. */
    private void resume() {
        if (closing || upgraded || !takes()) {
            return;
        }
        gate.hold(Hold.PIPELINED, false);
        if (decoder.heldBytes() > 0) {
            if (exchange == null) {
                watch.enter(ConnectionWatch.Phase.HEADER);
            }
            try {
                decoder.resume();
            } catch (Exception e) {
                watch.failed(e, service.refusals());
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        if (channel.isWritable()) {
            if (exchange != null) {
                exchange.becameWritable();
            }
            resumeSoon();
        }
        from.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        closing = true;
        HttpExchange lost = exchange;
        exchange = null;
        reader.drop();
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
