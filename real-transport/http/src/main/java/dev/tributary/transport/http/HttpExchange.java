package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequest;
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

    private final HttpConnection connection;
    private final Channel channel;
    private final HttpRequest request;
    private final QueryStringDecoder target;
    private final Answer answer;
    private BodyListener listener;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;

    HttpExchange(HttpConnection connection, Channel channel, HttpRequest request) {
        this.connection = connection;
        this.channel = channel;
        this.request = request;
        target = new QueryStringDecoder(request.uri());
        answer = new Answer(this, channel, request);
    }

    /** Returns the method, such as {@code GET}. */
    public String method() {
        return request.method().name();
    }

    /** Returns the path, percent-decoded, without the query. */
    public String path() {
        return target.path();
    }

    /** Returns path and query as they came. */
    public String target() {
        return request.uri();
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
        answer.set(name, value);
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
        answer.onClosed(callback);
    }

    /** Calls back each time a full connection becomes {@link #isWritable} again. */
    public void onWritable(Runnable callback) {
        answer.onWritable(callback);
    }

    /** Answers with a short text. */
    public void respond(int status, String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8);
        respond(status, "text/plain; charset=utf-8", bytes);
    }

    /** Answers; takes over the buffer. */
    public void respond(int status, String contentType, ByteBuf content) {
        answer.whole(status, contentType, content);
    }

    /** Begins an answer of unknown length, chunked for HTTP/1.1; HEAD ends with it. */
    public void begin(int status, String contentType) {
        answer.begin(status, contentType);
    }

    /**
     * Writes a part of a streamed answer without flushing it; takes over the buffer.
     *
     * @return whether more may be written; a writer that does not wait for {@link #onWritable} is
     *     cut at {@link #STREAM_PENDING_MAX}
     */
    public boolean write(ByteBuf part) {
        return answer.write(part);
    }

    /** Sends what was written. */
    public void flush() {
        channel.flush();
    }

    /** Ends a streamed answer. */
    public void end() {
        answer.end();
    }

    /** Ends the connection at once, so that the client notices that the answer is not complete. */
    public void abort() {
        connection.abort();
    }

    /** Returns whether the connection takes more, less than {@link HttpLimits#HIGH_WATER}. */
    public boolean isWritable() {
        return answer.isWritable();
    }

    /** Returns whether an answer is still possible. */
    public boolean isOpen() {
        return answer.isOpen();
    }

    /** Returns whether a part of the answer may have been sent. */
    boolean hasBegun() {
        return answer.hasBegun();
    }

    /** Returns what pages may read, or null for nothing. */
    PageAccess pages() {
        return connection.pages();
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
        answer.becameWritable();
    }

    /** Makes the connection a WebSocket; returns false, and changes nothing, when refused. */
    boolean upgrade(
            WebSocketServerProtocolConfig protocol,
            WebSocketPolicy policy,
            WebSocketAcceptor acceptor) {
        if (answer.hasBegun()) {
            return true;
        }
        WebSocket socket = connection.socket(policy);
        WebSocketListener whoListens = acceptor.accept(socket);
        if (whoListens != null) {
            answer.replaced();
            socket.open(whoListens);
            connection.upgrade(request, socket, protocol, policy);
        }
        return whoListens != null;
    }

    /** The connection is gone, or is no longer HTTP. */
    void lost() {
        release();
        answer.lost();
    }

    private void release() {
        body.release();
        body = Unpooled.EMPTY_BUFFER;
    }

    /** Writes the last part of the answer. */
    void finish(Object last) {
        release();
        connection.finish(this, last);
    }

    /** Ends the connection at once, and counts why. */
    void cut(String reason) {
        connection.cut(reason);
    }

    /** The end of the answer is the end of the connection. */
    void closeAfterAnswer() {
        connection.closeAfterAnswer();
    }

    /** Returns whether the answer is the last one of the connection. */
    boolean last() {
        return connection.closesAfter(this);
    }
}
