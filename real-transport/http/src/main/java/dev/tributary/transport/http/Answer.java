package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
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

/** The answer of an {@link HttpExchange}: whole, or begun, written in parts and ended; once. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Answer {
    private enum State {
        OPEN,
        STREAMING,
        ENDED
    }

    private final HttpExchange exchange;
    private final Channel channel;
    private final HttpRequest request;
    private final HttpHeaders own;
    private State state = State.OPEN;
    private Runnable writable;
    private Runnable closed;

    Answer(HttpExchange exchange, Channel channel, HttpRequest request) {
        this.exchange = exchange;
        this.channel = channel;
        this.request = request;
        HttpHeadersFactory factory = DefaultHttpHeadersFactory.headersFactory();
        own = factory.newHeaders();
    }

    void set(CharSequence name, Object value) {
        own.set(name, value);
    }

    void onClosed(Runnable callback) {
        closed = callback;
    }

    void onWritable(Runnable callback) {
        writable = callback;
    }

    /** Answers; takes over the buffer. */
    void whole(int status, String contentType, ByteBuf content) {
        Check.that(state != State.STREAMING, "an exchange is answered once");
        if (state == State.ENDED) {
            content.release();
            return;
        }
        int length = content.readableBytes();
        HttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), shown(content));
        prepare(response, contentType);
        if (status != 204 && status != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        state = State.ENDED;
        exchange.finish(response);
    }

    /** HEAD is told the length of the content and gets none of it. */
    private ByteBuf shown(ByteBuf content) {
        if (!isHead()) {
            return content;
        }
        content.release();
        return Unpooled.EMPTY_BUFFER;
    }

    /** Begins an answer of unknown length. */
    void begin(int status, String contentType) {
        if (state == State.ENDED) {
            return;
        }
        Check.that(state == State.OPEN, "an exchange is answered once");
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        prepare(response, contentType);
        if (isHead()) {
            beginNothing(response);
            return;
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            exchange.closeAfterAnswer();
        }
        state = State.STREAMING;
        channel.write(response, channel.voidPromise());
    }

    private boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** HEAD wants no content: for the writer it is as if the client had left. */
    private void beginNothing(HttpResponse response) {
        state = State.ENDED;
        channel.write(response, channel.voidPromise());
        exchange.finish(LastHttpContent.EMPTY_LAST_CONTENT);
        if (closed != null) {
            channel.eventLoop().execute(closed);
        }
    }

    private void prepare(HttpResponse response, String contentType) {
        Check.that(channel.eventLoop().inEventLoop(), "an exchange lives on its event loop");
        HttpHeaders headers = response.headers();
        headers.set(own);
        headers.set("X-Content-Type-Options", "nosniff");
        if (exchange.pages() != null) {
            exchange.pages().allow(exchange.path(), headers);
        }
        if (contentType != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        if (exchange.last()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    /** Writes a part, which it takes over; returns whether more may be written. */
    boolean write(ByteBuf part) {
        if (state == State.ENDED) {
            part.release();
            return false;
        }
        Check.that(state == State.STREAMING, "an answer begins before it goes on");
        if (pending() > HttpExchange.STREAM_PENDING_MAX) {
            part.release();
            exchange.cut("slow_reader");
            return false;
        }
        channel.write(new DefaultHttpContent(part), channel.voidPromise());
        return channel.isWritable();
    }

    private long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    void end() {
        if (state != State.ENDED) {
            Check.that(state == State.STREAMING, "an answer begins before it ends");
            state = State.ENDED;
            exchange.finish(new DefaultLastHttpContent());
        }
    }

    boolean isWritable() {
        return state != State.ENDED && channel.isWritable();
    }

    boolean isOpen() {
        return state != State.ENDED;
    }

    boolean hasBegun() {
        return state != State.OPEN;
    }

    void becameWritable() {
        if (writable != null) {
            writable.run();
        }
    }

    /** The connection has become a WebSocket instead. */
    void replaced() {
        state = State.ENDED;
    }

    /** The connection is gone: nothing more can be said. */
    void lost() {
        boolean open = state != State.ENDED;
        state = State.ENDED;
        if (open && closed != null) {
            closed.run();
        }
    }
}
