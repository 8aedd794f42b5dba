package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP/1.1 connection: its exchanges one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** Parts of requests, two or more each, that wait for the exchange before them. */
    private static final int WAITING_MAX = 256;

    private final HttpService service;
    private final ConnectionWatch watch;
    private final Queue<HttpObject> waiting = new ArrayDeque<>(0);
    private Channel channel;
    private HttpExchange exchange;
    private Routes.Route route;
    private ByteBuf body;
    private boolean requestOpen;
    private boolean paused;
    private boolean closeAfter;
    private boolean closing;
    private boolean upgraded;

    HttpConnection(HttpService service, ConnectionWatch watch) {
        this.service = service;
        this.watch = watch;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        channel = added.channel();
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
            take(part);
        }
    }

    private boolean mustWait(HttpObject part) {
        return paused || !waiting.isEmpty() || (exchange != null && part instanceof HttpRequest);
    }

    private void take(HttpObject part) {
        try {
            if (part instanceof HttpRequest request) {
                begin(request);
            }
            if (part instanceof HttpContent content && requestOpen && !closing) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(HttpRequest request) {
        RequestCheck wrong = RequestCheck.of(request);
        exchange = new HttpExchange(this, channel, asHead(request, wrong));
        requestOpen = true;
        closeAfter = wrong != null || !HttpUtil.isKeepAlive(request) || service.stopping();
        if (wrong != null) {
            refuse(wrong.status(), wrong.reason(), null);
            return;
        }
        String path = exchange.path();
        route = service.routes().find(exchange.method(), path);
        if (route == null) {
            unknown(path);
        } else if (tooLong(request)) {
            refuse(413, "long_body", path);
        } else {
            admit(request);
        }
    }

    private void admit(HttpRequest request) {
        boolean streaming = route.bodyMax() == Routes.STREAMING;
        watch.enter(streaming ? ConnectionWatch.Phase.STREAM : ConnectionWatch.Phase.BODY);
        if (HttpUtil.is100ContinueExpected(request) && route.bodyMax() > 0) {
            channel.writeAndFlush(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER),
                    channel.voidPromise());
        }
        if (streaming) {
            handle();
        }
    }

    /** A request that could not be decoded is answered as if it were a plain one. */
    private static HttpRequest asHead(HttpRequest request, RequestCheck wrong) {
        return wrong == null
                ? request
                : new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    }

    private boolean tooLong(HttpRequest request) {
        if (HttpUtil.isTransferEncodingChunked(request)) {
            return route.bodyMax() == 0;
        }
        return HttpUtil.getContentLength(request, 0L) > route.bodyMax();
    }

    private static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) > 0;
    }

    private void unknown(String path) {
        Set<String> methods = service.routes().methods(path);
        if (methods.isEmpty()) {
            refuse(404, "unknown_path", path);
        } else {
            exchange.set(HttpHeaderNames.ALLOW, String.join(", ", methods));
            refuse(405, "method", path);
        }
    }

    private void content(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(400, "malformed", null);
            return;
        }
        boolean last = content instanceof LastHttpContent;
        if (route.bodyMax() == Routes.STREAMING) {
            stream(content, last);
        } else if (length() + content.content().readableBytes() > route.bodyMax()) {
            refuse(413, "long_body", exchange.path());
        } else {
            collect(content, last);
        }
    }

    private int length() {
        return body == null ? 0 : body.readableBytes();
    }

    private void collect(HttpContent content, boolean last) {
        if (content.content().isReadable()) {
            body = body == null ? channel.alloc().buffer() : body;
            body.writeBytes(content.content());
        }
        if (last) {
            complete();
            if (body != null) {
                exchange.body(body);
                body = null;
            }
            handle();
        }
    }

    private void stream(HttpContent content, boolean last) {
        if (last) {
            complete();
        }
        BodyListener listener = exchange.listener();
        if (listener == null) {
            return;
        }
        try {
            if (content.content().isReadable()) {
                listener.onBytes(content.content());
            }
            if (last) {
                listener.onEnd();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void complete() {
        requestOpen = false;
        watch.enter(ConnectionWatch.Phase.ANSWER);
    }

    private void handle() {
        try {
            route.handler().onRequest(exchange);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        LOG.error("{}: a handler failed", service.name(), e);
        service.refusals().count("internal", channel.remoteAddress(), e.getClass().getName());
        closeAfter = true;
        if (exchange != null && exchange.isOpen() && !exchange.hasBegun()) {
            exchange.respond(500, "internal error");
        } else {
            channel.close();
        }
    }

    private void refuse(int status, String reason, String detail) {
        service.refusals().count(reason, channel.remoteAddress(), detail);
        boolean harmless = status == 404 || status == 405;
        if (harmless && !hasBody(exchange.request())) {
            requestOpen = false;
        }
        closeAfter |= requestOpen;
        exchange.respond(status, reason);
    }

    /** Ends the connection at once, and counts why. */
    void cut(String reason) {
        service.refusals().count(reason, channel.remoteAddress(), null);
        closing = true;
        channel.close();
    }

    void closeAfterAnswer() {
        closeAfter = true;
    }

    boolean closesAfter(HttpExchange of) {
        return of == exchange && (closeAfter || requestOpen || service.stopping());
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
        boolean bodyLeft = requestOpen;
        ChannelFuture written = channel.writeAndFlush(last);
        BodyListener listener = of.listener();
        exchange = null;
        paused = false;
        if (bodyLeft && listener != null) {
            listener.onAborted();
        }
        if (close) {
            closing = true;
            dropWaiting();
            channel.config().setAutoRead(true);
            watch.enter(ConnectionWatch.Phase.ANSWER);
            Goodbye.after(written);
        } else {
            watch.enter(ConnectionWatch.Phase.IDLE);
            channel.eventLoop().execute(this::takeWaiting);
        }
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
        pipeline.context(HttpResponseEncoder.class)
                .fireChannelRead(
                        new DefaultFullHttpRequest(
                                request.protocolVersion(),
                                request.method(),
                                request.uri(),
                                Unpooled.EMPTY_BUFFER,
                                request.headers(),
                                EmptyHttpHeaders.INSTANCE));
    }

    private void takeWaiting() {
        while (!closing && !upgraded && !waiting.isEmpty()) {
            if (paused || (exchange != null && waiting.peek() instanceof HttpRequest)) {
                return;
            }
            take(waiting.remove());
        }
        if (!paused && !upgraded) {
            channel.config().setAutoRead(true);
        }
    }

    private void dropWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (body != null) {
            body.release();
            body = null;
        }
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
            if (requestOpen && lost.listener() != null) {
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
