package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request and its answer; on the event loop of the service only.
 *
 * <p>Answered once: by {@link #respond}, or by {@link #begin}, any number of {@link #write} and
 * {@link #end}. Once the connection is gone, answering does nothing but release what it is given.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class HttpExchange {
    /** A streamed answer whose reader leaves more pending than this is cut, bytes. */
    public static final int STREAM_PENDING_MAX = 1 << 20;

    private enum State {
        OPEN,
        STREAMING,
        ENDED
    }

    private final HttpConnection connection;
    private final Channel channel;
    private final HttpRequest request;
    private final QueryStringDecoder target;
    private final HttpHeaders answerHeaders;
    private State state = State.OPEN;
    private BodyListener listener;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private Runnable writable;
    private Runnable closed;

    HttpExchange(HttpConnection connection, Channel channel, HttpRequest request) {
        this.connection = connection;
        this.channel = channel;
        this.request = request;
        target = new QueryStringDecoder(request.uri());
        HttpHeadersFactory factory = DefaultHttpHeadersFactory.headersFactory();
        answerHeaders = factory.newHeaders();
    }

    /** Returns the method, such as {@code GET}. */
    public String method() {
        return request.method().name();
    }

    /** Returns the path, percent-decoded, without the query. */
    public String path() {
        return target.path();
    }

    /** Returns the first value of a query parameter, or null. */
    public String query(String name) {
        List<String> values = target.parameters().get(name);
        return values == null ? null : values.get(0);
    }

    /** Returns the first value of a request header, or null. */
    public String header(CharSequence name) {
        return request.headers().get(name);
    }

    /** Returns whether a header lists a word, whatever its case. */
    public boolean headerHas(CharSequence name, CharSequence word) {
        return request.headers().containsValue(name, word, true);
    }

    /** Returns the client's address. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /** Returns the event loop of the service. */
    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    /** Returns the body of a route with a bounded one; released when the exchange ends. */
    public ByteBuf body() {
        return body;
    }

    /** Takes the body of a streaming route; call it before the handler returns. */
    public void receive(BodyListener bodyListener) {
        listener = bodyListener;
    }

    /** Stops reading the body, and with it the client, until {@link #resumeBody}. */
    public void pauseBody() {
        connection.pause(this, true);
    }

    /** Goes on reading the body. */
    public void resumeBody() {
        connection.pause(this, false);
    }

    /** Sets a header of the answer, before it begins. */
    public HttpExchange set(CharSequence name, Object value) {
        answerHeaders.set(name, value);
        return this;
    }

    /**
     * Bounds what this connection holds of what was written: in the kernel and before it, so that
     * what is given up in time is never sent.
     *
     * @param bytes that the kernel is asked for, of which Linux makes twice as much; half of them
     *     before it
     */
    public void limitSendBuffer(int bytes) {
        channel.config().setOption(ChannelOption.SO_SNDBUF, bytes);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(bytes / 4, bytes / 2));
    }

    /** Calls back, once, when the connection ends before the answer is complete. */
    public void onClosed(Runnable callback) {
        closed = callback;
    }

    /** Calls back each time a full connection becomes {@link #isWritable} again. */
    public void onWritable(Runnable callback) {
        writable = callback;
    }

    /** Answers with a short text. */
    public void respond(int status, String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8);
        respond(status, "text/plain; charset=utf-8", bytes);
    }

    /** Answers; takes over the buffer. */
    public void respond(int status, String contentType, ByteBuf content) {
        Check.that(state != State.STREAMING, "an exchange is answered once");
        if (state == State.ENDED) {
            content.release();
            return;
        }
        int length = content.readableBytes();
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (head) {
            content.release();
        }
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(status),
                        head ? Unpooled.EMPTY_BUFFER : content);
        prepare(response, contentType);
        if (status != 204 && status != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        state = State.ENDED;
        finish(response);
    }

    /** Begins an answer of unknown length, chunked for HTTP/1.1; HEAD ends with it. */
    public void begin(int status, String contentType) {
        if (state == State.ENDED) {
            return;
        }
        Check.that(state == State.OPEN, "an exchange is answered once");
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        prepare(response, contentType);
        if (request.method().equals(HttpMethod.HEAD)) {
            beginNothing(response);
            return;
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            connection.closeAfterAnswer();
        }
        state = State.STREAMING;
        channel.write(response, channel.voidPromise());
    }

    /** HEAD wants no content: for the writer it is as if the client had left. */
    private void beginNothing(HttpResponse response) {
        state = State.ENDED;
        channel.write(response, channel.voidPromise());
        finish(LastHttpContent.EMPTY_LAST_CONTENT);
        if (closed != null) {
            channel.eventLoop().execute(closed);
        }
    }

    /**
     * Writes a part of a streamed answer without flushing it; takes over the buffer.
     *
     * @return whether more may be written; a writer that does not wait for {@link #onWritable} is
     *     cut at {@link #STREAM_PENDING_MAX}
     */
    public boolean write(ByteBuf part) {
        if (state == State.ENDED) {
            part.release();
            return false;
        }
        Check.that(state == State.STREAMING, "an answer begins before it goes on");
        if (pending() > STREAM_PENDING_MAX) {
            part.release();
            connection.cut("slow_reader");
            return false;
        }
        channel.write(new DefaultHttpContent(part), channel.voidPromise());
        return channel.isWritable();
    }

    /** Sends what was written. */
    public void flush() {
        channel.flush();
    }

    /** Ends a streamed answer. */
    public void end() {
        if (state != State.ENDED) {
            Check.that(state == State.STREAMING, "an answer begins before it ends");
            state = State.ENDED;
            finish(new DefaultLastHttpContent());
        }
    }

    /** Ends the connection at once, so that the client notices that the answer is not complete. */
    public void abort() {
        channel.close();
    }

    /** Returns whether the connection takes more, less than {@link HttpLimits#HIGH_WATER}. */
    public boolean isWritable() {
        return state != State.ENDED && channel.isWritable();
    }

    /** Returns whether an answer is still possible. */
    public boolean isOpen() {
        return state != State.ENDED;
    }

    /** Returns whether a part of the answer may have been sent. */
    boolean hasBegun() {
        return state != State.OPEN;
    }

    BodyListener listener() {
        return listener;
    }

    HttpRequest request() {
        return request;
    }

    void body(ByteBuf whole) {
        body = whole;
    }

    void becameWritable() {
        if (writable != null) {
            writable.run();
        }
    }

    /** Makes the connection a WebSocket; returns false, and changes nothing, when refused. */
    boolean upgrade(
            WebSocketServerProtocolConfig protocol,
            WebSocketPolicy policy,
            WebSocketAcceptor acceptor) {
        if (state != State.OPEN) {
            return true;
        }
        WebSocket socket = connection.socket(policy);
        WebSocketListener whoListens = acceptor.accept(socket);
        if (whoListens != null) {
            state = State.ENDED;
            socket.open(whoListens);
            connection.upgrade(request, socket, protocol, policy);
        }
        return whoListens != null;
    }

    /** The connection is gone, or is no longer HTTP. */
    void lost() {
        boolean open = state != State.ENDED;
        state = State.ENDED;
        release();
        if (open && closed != null) {
            closed.run();
        }
    }

    private void release() {
        body.release();
        body = Unpooled.EMPTY_BUFFER;
    }

    private void finish(Object last) {
        release();
        connection.finish(this, last);
    }

    private long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void prepare(HttpResponse response, String contentType) {
        Check.that(channel.eventLoop().inEventLoop(), "an exchange lives on its event loop");
        HttpHeaders headers = response.headers();
        headers.set(answerHeaders);
        headers.set("X-Content-Type-Options", "nosniff");
        if (contentType != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        if (connection.closesAfter(this)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }
}
