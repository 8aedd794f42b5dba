package dev.tributary.transport.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Requests over a few kept connections, and standing ones over connections of their own.
 *
 * <p>Everything happens on the event loop given, and no method calls a sink before it returns.
 */
@SuppressWarnings("FutureReturnValueIgnored") // outcomes come through the handlers
public final class HttpClient implements AutoCloseable {
    /** Requests that may wait for a connection; further ones fail. */
    public static final int WAITING_MAX = 256;

    private static final int HEADER_MAX = 8_192;
    private static final int LINE_MAX = 4_096;
    private static final int PART_MAX = 64 << 10;
    private static final int CHECK_MILLIS = 100;

    private final EventLoop loop;
    private final HttpClientConfig config;
    private final Dialling dialling;
    private final List<HttpClientConnection> pool = new ArrayList<>();
    private final List<HttpClientConnection> dedicated = new ArrayList<>();
    private final Queue<HttpCall> waiting = new ArrayDeque<>();
    private ScheduledFuture<?> checks;
    private boolean closed;

    /** Creates a client without connections. */
    public HttpClient(EventLoop loop, HttpClientConfig config) {
        this.loop = loop;
        this.config = config;
        dialling = new Dialling(loop, config.silenceMillis(), config.hook());
    }

    /** Sends a request over a kept connection. */
    public HttpCall request(HttpCall call) {
        loop.execute(() -> submit(call));
        return call;
    }

    /**
     * Sends a request over a connection that is its own from then on, such as one whose answer does
     * not end.
     */
    public HttpCall stand(HttpCall call) {
        call.dedicated = true;
        return request(call);
    }

    /** Ends all connections; what is under way hears nothing more. */
    @Override
    public void close() {
        loop.execute(
                () -> {
                    closed = true;
                    waiting.clear();
                    for (HttpClientConnection connection : all()) {
                        connection.close();
                    }
                    stopChecks();
                });
    }

    void submit(HttpCall call) {
        if (closed || call.over()) {
            return;
        }
        if (call.base().tls() && config.tls() == null) {
            call.fail("no TLS is configured for " + call.base());
        } else if (call.dedicated) {
            dedicate(call);
        } else if (waiting.size() >= WAITING_MAX) {
            call.fail("too many requests wait");
        } else {
            waiting.add(call);
            next();
        }
    }

    /** Takes over an idle connection, which saves two round trips, or opens one. */
    private void dedicate(HttpCall call) {
        HttpClientConnection idle = idle(call.base());
        if (idle == null) {
            connect(call, dedicated);
        } else {
            pool.remove(idle);
            dedicated.add(idle);
            idle.send(call);
        }
    }

    /** Gives waiting requests to connections, as far as there are any. */
    void next() {
        while (!closed && !waiting.isEmpty()) {
            HttpCall call = waiting.peek();
            if (call.over()) {
                waiting.remove();
                continue;
            }
            HttpClientConnection idle = idle(call.base());
            if (idle == null && pool.size() >= config.connections()) {
                return;
            }
            waiting.remove();
            if (idle == null) {
                connect(call, pool);
            } else {
                idle.send(call);
            }
        }
    }

    /** Returns an idle connection to a server; makes room when all are idle ones to others. */
    private HttpClientConnection idle(BaseUrl base) {
        HttpClientConnection other = null;
        for (HttpClientConnection connection : pool) {
            if (connection.idle() && connection.base.equals(base)) {
                return connection;
            }
            other = connection.idle() ? connection : other;
        }
        if (other != null && pool.size() >= config.connections()) {
            other.close();
        }
        return null;
    }

    void forget(HttpClientConnection connection) {
        pool.remove(connection);
        dedicated.remove(connection);
    }

    private void connect(HttpCall call, List<HttpClientConnection> among) {
        BaseUrl base = call.base();
        HttpClientConnection connection = new HttpClientConnection(this, base, call);
        among.add(connection);
        startChecks();
        ChannelFuture connected =
                dialling.connect(
                        host(base), base.port(), pipeline -> fill(pipeline, base, connection));
        connected.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        connection.refused(done.cause());
                    }
                });
    }

    private static String host(BaseUrl base) {
        String host = base.host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private void fill(ChannelPipeline pipeline, BaseUrl base, HttpClientConnection connection) {
        if (base.tls()) {
            ByteBufAllocator allocator = pipeline.channel().alloc();
            pipeline.addLast(config.tls().newHandler(allocator, host(base), base.port()));
        }
        HttpDecoderConfig limits =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LINE_MAX)
                        .setMaxHeaderSize(HEADER_MAX)
                        .setMaxChunkSize(PART_MAX);
        pipeline.addLast(new HttpClientCodec(limits, false, false), connection);
    }

    private List<HttpClientConnection> all() {
        List<HttpClientConnection> all = new ArrayList<>(pool);
        all.addAll(dedicated);
        return all;
    }

    private void startChecks() {
        if (checks == null) {
            checks =
                    loop.scheduleWithFixedDelay(
                            this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void stopChecks() {
        if (checks != null) {
            checks.cancel(false);
            checks = null;
        }
    }

    private void check() {
        long now = System.nanoTime();
        long limit = TimeUnit.MILLISECONDS.toNanos(config.silenceMillis());
        for (HttpClientConnection connection : all()) {
            connection.checkSilence(now, limit);
        }
        if (pool.isEmpty() && dedicated.isEmpty()) {
            stopChecks();
        }
    }
}
