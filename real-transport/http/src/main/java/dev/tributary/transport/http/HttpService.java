package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP/1.1 server on one event loop: routes, limits, {@code /healthz}, {@code /metrics}, stop.
 *
 * <p>Created, given its routes, started, stopped: once each. Handlers run on {@link #eventLoop},
 * which is the single thread of the state machines behind them; they must not block it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class HttpService implements AutoCloseable {
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int BACKLOG = 4_096;

    /**
     * The kernel's buffer: it takes more only when a third is free, so that with its usual 4 MiB a
     * reader at 100 kB/s would seem to stand still for longer than {@link
     * HttpLimits#progressMillis}. Enough for 20 Mbit/s at 100 ms.
     */
    private static final int SEND_BYTES = 256 << 10;

    private final HttpConfig config;
    private final PrometheusMeterRegistry registry;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop eventLoop;
    private final Routes routes = new Routes();
    private final Refusals refusals;
    private final Connections connections;
    private final Admission admission;
    private final List<Runnable> onStop = new ArrayList<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private Channel listener;
    private HttpService admin;
    private Future<?> sweeper;
    private volatile String notReady;
    private volatile boolean stopping;

    /** Creates a service with an event loop of its own, which runs at once. */
    public HttpService(HttpConfig config, PrometheusMeterRegistry registry) {
        this.config = config;
        this.registry = registry;
        DefaultThreadFactory threads = new DefaultThreadFactory(config.name(), true);
        group = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        eventLoop = group.next();
        refusals = new Refusals(config.name(), registry);
        connections = new Connections(refusals);
        admission = new Admission(config.limits());
        get("/healthz", this::health);
        if (config.admin() == null) {
            get("/metrics", this::localMetrics);
        }
        gauge("tributary.http.connections", "Open connections").register(registry);
        Gauge.builder("tributary.http.accept.pauses", admission, Admission::pauses)
                .description("How often accepting was slowed down")
                .tag("service", config.name())
                .register(registry);
    }

    private Gauge.Builder<Connections> gauge(String name, String description) {
        return Gauge.builder(name, connections, Connections::count)
                .description(description)
                .tag("service", config.name());
    }

    /** Adds a route for GET and HEAD; a path with a slash at its end is a prefix. */
    public HttpService get(String path, HttpHandler handler) {
        return route("GET", path, 0, handler);
    }

    /** Adds a route whose handler gets the whole body, of at most {@code bodyMax} bytes. */
    public HttpService route(String method, String path, int bodyMax, HttpHandler handler) {
        Check.that(listener == null, "routes are given before the start");
        routes.add(new Routes.Route(method, path, bodyMax, handler));
        return this;
    }

    /** Adds a route whose handler gets the header, then the body in parts as it comes. */
    public HttpService stream(String method, String path, HttpHandler handler) {
        Check.that(listener == null, "routes are given before the start");
        routes.add(new Routes.Route(method, path, Routes.STREAMING, handler));
        return this;
    }

    /** Adds a path that opens WebSockets. */
    public HttpService webSocket(String path, WebSocketPolicy policy, WebSocketAcceptor acceptor) {
        return get(path, new WebSocketRoute(path, policy, acceptor, refusals));
    }

    /** Runs something on the event loop when a stop begins, such as to say goodbye. */
    public void onStop(Runnable goodbye) {
        onStop.add(goodbye);
    }

    /**
     * Binds and serves.
     *
     * @throws IOException when the address is taken or the TLS files cannot be used
     */
    public HttpService start() throws IOException {
        Check.that(listener == null, "a service starts once");
        listener = bind(config.tls() == null ? null : tls(config.tls()));
        int millis = config.limits().sweepMillis();
        sweeper =
                eventLoop.scheduleWithFixedDelay(
                        connections::sweep, millis, millis, TimeUnit.MILLISECONDS);
        if (config.admin() != null) {
            startAdmin();
        }
        return this;
    }

    private Channel bind(SslContext tls) throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(eventLoop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .handler(admission)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.SO_SNDBUF, SEND_BYTES)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        HttpLimits.HIGH_WATER / 2, HttpLimits.HIGH_WATER))
                        .childHandler(new Entrance(tls));
        ChannelFuture bound = bootstrap.bind(config.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            endLoop();
            throw new IOException("cannot listen on " + config.address(), bound.cause());
        }
        return bound.channel();
    }

    private static SslContext tls(HttpConfig.Tls files) throws IOException {
        try {
            return SslContextBuilder.forServer(files.certificates().toFile(), files.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols(TLS_VERSIONS)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("no PEM certificate or key: " + e.getMessage(), e);
        }
    }

    private void startAdmin() throws IOException {
        HttpConfig own =
                HttpConfig.of(config.name() + "-admin", config.admin())
                        .withLimits(config.limits().withConnections(64, 64, 100));
        admin = new HttpService(own, registry, this);
        admin.start();
    }

    /** The admin port of another service, which ends with it. */
    private HttpService(HttpConfig config, PrometheusMeterRegistry registry, HttpService of) {
        this.config = config;
        this.registry = registry;
        group = of.group;
        eventLoop = of.eventLoop;
        refusals = of.refusals;
        connections = new Connections(refusals);
        admission = new Admission(config.limits());
        get("/healthz", of::health);
        get("/metrics", this::metrics);
    }

    /** Returns what a client may take. */
    public HttpLimits limits() {
        return config.limits();
    }

    /** Returns the event loop that runs the handlers. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** Returns the port that it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Returns the admin port. */
    public int adminPort() {
        return admin.port();
    }

    /** Returns where refusals are counted. */
    public Refusals refusals() {
        return refusals;
    }

    /** Returns the metrics that {@code /metrics} shows. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Makes {@code /healthz} answer 503 with a reason, or 200 again with null; from any thread. */
    public void notReady(String reason) {
        notReady = reason;
    }

    /**
     * Stops: accepts nobody, lets exchanges finish for {@link HttpLimits#stopMillis}, closes.
     *
     * @return done when the event loop has ended
     */
    public CompletableFuture<Void> stop() {
        if (!group.isShuttingDown()) {
            eventLoop.execute(this::beginStop);
        }
        return stopped;
    }

    /** Stops and waits. */
    @Override
    public void close() {
        stop().join();
    }

    private void beginStop() {
        if (stopping) {
            return;
        }
        stopping = true;
        if (listener != null) {
            listener.close();
        }
        onStop.forEach(Runnable::run);
        awaitEnd(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.limits().stopMillis()));
    }

    private void awaitEnd(long deadlineNanos) {
        connections.closeIdle();
        if (connections.count() > 0 && System.nanoTime() - deadlineNanos < 0) {
            eventLoop.schedule(() -> awaitEnd(deadlineNanos), 20, TimeUnit.MILLISECONDS);
            return;
        }
        connections.closeAll();
        if (sweeper != null) {
            sweeper.cancel(false);
        }
        if (admin != null) {
            admin.listener.close();
            admin.connections.closeAll();
        }
        endLoop();
    }

    private void endLoop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                .addListener(done -> stopped.complete(null));
    }

    Routes routes() {
        return routes;
    }

    String name() {
        return config.name();
    }

    boolean stopping() {
        return stopping;
    }

    private void health(HttpExchange exchange) {
        String reason = stopping ? "stopping" : notReady;
        exchange.set("Cache-Control", "no-store");
        exchange.respond(reason == null ? 200 : 503, reason == null ? "ok" : reason);
    }

    private void localMetrics(HttpExchange exchange) {
        if (exchange.remote().getAddress().isLoopbackAddress()) {
            metrics(exchange);
        } else {
            exchange.respond(404, "unknown_path");
        }
    }

    private void metrics(HttpExchange exchange) {
        exchange.respond(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Unpooled.copiedBuffer(registry.scrape(), StandardCharsets.UTF_8));
    }

    /** Sets up an accepted connection, or closes it. */
    private final class Entrance extends ChannelInitializer<SocketChannel> {
        private final SslContext tls;

        Entrance(SslContext tls) {
            this.tls = tls;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            InetSocketAddress remote = channel.remoteAddress();
            if (remote == null) {
                channel.close();
                return;
            }
            InetAddress address = remote.getAddress();
            String refused = stopping ? "stopping" : admission.enter(address);
            if (refused != null) {
                refusals.count(refused, remote, null);
                channel.close();
                return;
            }
            ConnectionWatch watch = new ConnectionWatch(channel, address, config.limits());
            connections.add(watch);
            channel.closeFuture()
                    .addListener(
                            done -> {
                                connections.remove(watch);
                                admission.exit(address);
                            });
            channel.pipeline().addLast(watch);
            if (tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            channel.pipeline()
                    .addLast(
                            new StrictRequestDecoder(),
                            new HttpResponseEncoder(),
                            new HttpConnection(HttpService.this, watch));
        }
    }
}
