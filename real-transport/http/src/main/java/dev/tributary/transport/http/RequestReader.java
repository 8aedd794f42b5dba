package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request to its handler: checked, given a route, its body collected or passed on as
 * it comes; refused where that fails.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class RequestReader {
    private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

    private final HttpService service;
    private final HttpConnection connection;
    private final Channel channel;
    private final ConnectionWatch watch;
    private HttpExchange exchange;
    private Routes.Route route;
    private ByteBuf body;
    private boolean open;

    RequestReader(
            HttpService service,
            HttpConnection connection,
            Channel channel,
            ConnectionWatch watch) {
        this.service = service;
        this.connection = connection;
        this.channel = channel;
        this.watch = watch;
    }

    /** Returns whether a part of the request is still to come. */
    boolean open() {
        return open;
    }

    /** Returns the bytes of a body that is not complete. */
    int bodyBytes() {
        return body == null ? 0 : body.capacity();
    }

    /** Forgets the exchange and what was collected for it. */
    void drop() {
        exchange = null;
        if (body != null) {
            body.release();
            body = null;
        }
    }

    /** Takes the next part of a request, and releases it. */
    void take(HttpObject part) {
        try {
            if (part instanceof HttpRequest request) {
                begin(request);
            }
            if (part instanceof HttpContent content && open && !connection.closing()) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(HttpRequest request) {
        RequestCheck wrong = RequestCheck.of(request);
        request.setUri(RequestCheck.originForm(request.uri()));
        exchange = new HttpExchange(connection, channel, asHead(request, wrong));
        open = true;
        boolean last = wrong != null || !HttpUtil.isKeepAlive(request) || service.stopping();
        connection.begun(exchange, last);
        if (wrong != null) {
            refuse(wrong.status(), wrong.reason(), null);
        } else {
            route(request);
        }
    }

    private void route(HttpRequest request) {
        String path = exchange.path();
        route = service.routes().find(exchange.method(), path);
        if (request.method().equals(HttpMethod.OPTIONS)) {
            options(path);
        } else if (!passes(path)) {
            return;
        } else if (route == null) {
            unknown(path);
        } else if (tooLong(request)) {
            refuse(413, "long_body", path);
        } else {
            admit(request);
        }
    }

    /** A guard that refuses answers; the connection goes on if no body is coming. */
    private boolean passes(String path) {
        open = hasBody(exchange.request());
        boolean passed = service.routes().pass(path, exchange);
        open |= passed;
        return passed;
    }

    private void admit(HttpRequest request) {
        boolean streaming = route.bodyMax() == Routes.STREAMING;
        watch.enter(streaming ? ConnectionWatch.Phase.STREAM : ConnectionWatch.Phase.BODY);
        HttpExchange asked = exchange;
        if (streaming) {
            handle();
        }
        // Who is refused hears that instead, and sends nothing (RFC 9110 section 10.1.1).
        boolean wanted = route.bodyMax() > 0 && !asked.hasBegun();
        if (wanted && HttpUtil.is100ContinueExpected(request)) {
            channel.writeAndFlush(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CONTINUE,
                            Unpooled.EMPTY_BUFFER),
                    channel.voidPromise());
        }
    }

    /** What a path can do (RFC 9110 section 9.3.7), and what a page may do with it. */
    private void options(String path) {
        Set<String> methods = service.routes().methods(path);
        if (methods.isEmpty()) {
            refuse(404, "unknown_path", path);
            return;
        }
        if (hasBody(exchange.request())) {
            refuse(413, "long_body", path);
            return;
        }
        open = false;
        exchange.set(HttpHeaderNames.ALLOW, String.join(", ", methods));
        if (service.pages() != null) {
            service.pages().preflight(exchange, methods);
        }
        exchange.respond(204, null, Unpooled.EMPTY_BUFFER);
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
        open = false;
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
        connection.closeAfterAnswer();
        if (exchange != null && exchange.isOpen() && !exchange.hasBegun()) {
            exchange.respond(500, "internal error");
        } else {
            connection.abort();
        }
    }

    private void refuse(int status, String reason, String detail) {
        service.refusals().count(reason, channel.remoteAddress(), detail);
        boolean harmless = status == 404 || status == 405;
        if (harmless && !hasBody(exchange.request())) {
            open = false;
        }
        if (open) {
            connection.closeAfterAnswer();
        }
        exchange.respond(status, reason);
    }
}
