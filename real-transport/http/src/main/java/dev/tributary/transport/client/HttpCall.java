package dev.tributary.transport.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

/** A request and where its answer goes; on the event loop of its client only. */
public final class HttpCall {
    private static final int REDIRECTS_MAX = 3;
    private static final byte[] NO_BODY = {};

    final HttpMethod method;
    final ResponseSink sink;
    private final HttpHeaders headers = new DefaultHttpHeaders();
    private byte[] body = NO_BODY;
    private BaseUrl.Target target;
    private int redirects;
    private boolean over;
    boolean dedicated;
    boolean retried;
    HttpClientConnection connection;

    private HttpCall(HttpMethod method, BaseUrl base, String path, ResponseSink sink) {
        this.method = method;
        this.target = new BaseUrl.Target(base, path);
        this.sink = sink;
    }

    /** A request for what a path, with its query, names. */
    public static HttpCall get(BaseUrl base, String path, ResponseSink sink) {
        return new HttpCall(HttpMethod.GET, base, path, sink);
    }

    /** A request for a whole address, by the user that it names, if any. */
    public static HttpCall get(BaseUrl.Target target, ResponseSink sink) {
        HttpCall call = new HttpCall(HttpMethod.GET, target.base(), target.path(), sink);
        call.target = target;
        return call;
    }

    /** A request that carries a body of a type. */
    public static HttpCall post(BaseUrl base, String path, byte[] body, ResponseSink sink) {
        HttpCall call = new HttpCall(HttpMethod.POST, base, path, sink);
        call.body = body;
        if (body.length > 0) {
            call.with(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream");
        }
        return call;
    }

    /** Adds a header. */
    public HttpCall with(CharSequence name, Object value) {
        headers.set(name, value);
        return this;
    }

    BaseUrl base() {
        return target.base();
    }

    boolean over() {
        return over;
    }

    FullHttpRequest request() {
        ByteBuf content = body.length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, target.path(), content);
        request.headers().set(headers);
        request.headers().set(HttpHeaderNames.HOST, base().authority());
        if (target.authorization() != null) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, target.authorization());
        }
        if (method.equals(HttpMethod.POST)) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return request;
    }

    /** Follows a redirection of a GET; returns why that is not possible, or null. */
    String redirect(String location) {
        if (location.isEmpty()) {
            return "redirected nowhere: no Location";
        }
        if (++redirects > REDIRECTS_MAX) {
            return "redirected more than " + REDIRECTS_MAX + " times";
        }
        try {
            BaseUrl.Target next = TargetText.resolve(target, location);
            if (base().tls() && !next.base().tls()) {
                return "redirected from https to http";
            }
            target = next;
            retried = false;
            return null;
        } catch (IllegalArgumentException e) {
            return "redirected to what is no address: " + e.getMessage();
        }
    }

    void end() {
        if (!over) {
            over = true;
            sink.end();
        }
    }

    void fail(String reason) {
        if (!over) {
            over = true;
            sink.failed(reason);
        }
    }

    /** Gives up: the sink hears nothing more, and the connection ends. */
    public void cancel() {
        over = true;
        if (connection != null) {
            connection.close();
        }
    }
}
