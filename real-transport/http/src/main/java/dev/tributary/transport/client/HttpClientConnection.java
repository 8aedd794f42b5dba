package dev.tributary.transport.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** One connection of a client: one request at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class HttpClientConnection extends ChannelInboundHandlerAdapter {
    /** Answers of status 1xx before the one that counts. */
    private static final int INTERIMS_MAX = 16;

    private final HttpClient client;
    final BaseUrl base;
    private Channel channel;
    private HttpCall call;
    private boolean answered;
    private boolean keepAlive;
    private boolean used;
    private boolean closed;
    private boolean interim;
    private int interims;
    private String location;
    private long progressNanos = System.nanoTime();

    HttpClientConnection(HttpClient client, BaseUrl base, HttpCall first) {
        this.client = client;
        this.base = base;
        assign(first);
    }

    private void assign(HttpCall next) {
        interims = 0;
        call = next;
        call.connection = this;
        answered = false;
        location = null;
        progressNanos = System.nanoTime();
    }

    /** Sends a request on a connection that is idle. */
    void send(HttpCall next) {
        assign(next);
        transmit();
    }

    boolean idle() {
        return call == null && !closed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        progressNanos = System.nanoTime();
        if (call == null || call.over()) {
            close();
        } else {
            transmit();
        }
    }

    private void transmit() {
        channel.writeAndFlush(call.request());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            progressNanos = System.nanoTime();
            if (call == null || call.over()) {
                close();
                return;
            }
            if (message instanceof HttpResponse response) {
                head(response);
            }
            if (message instanceof HttpContent content && !closed) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            lost("an answer that is no HTTP");
            return;
        }
        int status = response.status().code();
        interim = status < 200;
        if (interim) {
            interim(status);
            return;
        }
        keepAlive = HttpUtil.isKeepAlive(response);
        answered = true;
        if (status >= 301 && status <= 308 && status != 304 && call.method.equals(HttpMethod.GET)) {
            location = response.headers().get(HttpHeaderNames.LOCATION, "");
        } else {
            call.sink.head(base, status, response.headers());
        }
    }

    /** An answer before the answer (RFC 9110 section 15.2); we asked for no other protocol. */
    private void interim(int status) {
        answered = true;
        if (status == 101 || ++interims > INTERIMS_MAX) {
            lost(status == 101 ? "another protocol, unasked" : "too many answers of status 1xx");
        }
    }

    private void content(HttpContent content) {
        if (interim) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            lost("an answer that is no HTTP");
            return;
        }
        if (location == null && content.content().isReadable() && !call.over()) {
            call.sink.bytes(content.content());
        }
        if (content instanceof LastHttpContent && !closed) {
            complete();
        }
    }

    private void complete() {
        HttpCall done = call;
        String to = location;
        call = null;
        done.connection = null;
        used = true;
        if (!keepAlive || done.dedicated) {
            close();
        }
        if (done.over()) {
            client.next();
        } else if (to == null) {
            client.next();
            done.end();
        } else {
            String reason = done.redirect(to);
            if (reason == null) {
                client.submit(done);
            } else {
                done.fail(reason);
            }
            client.next();
        }
    }

    /** Ends the connection when nothing has come for too long. */
    void checkSilence(long nowNanos, long limitNanos) {
        if (call != null && nowNanos - progressNanos > limitNanos) {
            lost("no byte for too long");
        }
    }

    /** The attempt to connect has failed. */
    void refused(Throwable cause) {
        lost("no connection: " + cause.getMessage());
    }

    void close() {
        closed = true;
        client.forget(this);
        if (channel != null) {
            channel.close();
        }
    }

    /** The connection has ended: by itself, by an error, or because we gave it up. */
    private void lost(String reason) {
        HttpCall open = call;
        call = null;
        close();
        if (open == null) {
            return;
        }
        open.connection = null;
        boolean stale = used && !answered && !open.retried && !reason.startsWith("no byte");
        if (stale && !open.over()) {
            // The server closed an idle connection while our request was on its way.
            open.retried = true;
            client.submit(open);
        } else {
            open.fail(reason);
        }
        client.next();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("the connection ended");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost("the connection failed: " + cause.getMessage());
    }
}
