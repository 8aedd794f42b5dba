package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One HTTP/1.1 server on one event loop: routes, limits, {@code /healthz}, {@code /metrics}, stop.
 *
 * <p>Created, given its routes, started, stopped: once each. Handlers run on {@link #eventLoop},
 * which is the single thread of the state machines behind them; they must not block it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class HttpService implements AutoCloseable {
    private final HttpConfig config;
    private final PrometheusMeterRegistry registry;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop eventLoop;
    private final Routes routes = new Routes();
    private final Refusals refusals;
    private final Connections connections;
    private final Admission admission;
    private final List<SideDoor> sideDoors = new ArrayList<>();
    private final List<Runnable> onStop = new ArrayList<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private Channel listener;
    private HttpService admin;
    private PageAccess pages;
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
        refusals = new Refusals(config.name(), registry, System::nanoTime);
        connections = new Connections(refusals, config.limits().heldBytesMax());
        admission = new Admission(config.limits());
        StatusPages status = new StatusPages(this);
        get("/healthz", status::health);
        if (config.admin() == null) {
            get("/metrics", status::localMetrics);
        }
        Gauge.builder("tributary.http.connections", connections, Connections::count)
                .description("Open connections")
                .tag("service", config.name())
                .register(registry);
        Gauge.builder("tributary.http.held.bytes", connections, all -> all.held().estimate())
                .description("Bytes written and not sent, or read and not understood")
                .tag("service", config.name())
                .register(registry);
        Gauge.builder("tributary.http.accept.pauses", admission, Admission::pauses)
                .description("How often accepting was slowed down")
                .tag("service", config.name())
                .register(registry);
    }

    /** Adds a route for GET and HEAD; a path with a slash at its end is a prefix. */
    public HttpService get(String path, HttpHandler handler) {
        return route("GET", path, 0, handler);
    }

    /** Adds a route whose handler gets the whole body, of at most {@code bodyMax} bytes. */
    public HttpService route(String method, String path, int bodyMax, HttpHandler handler) {
        return route(method, path, any -> true, bodyMax, handler);
    }

    /**
     * Adds a route of those paths below a prefix that there are; the others have no such method.
     */
    public HttpService route(
            String method,
            String prefix,
            Predicate<String> paths,
            int bodyMax,
            HttpHandler handler) {
        Check.that(listener == null, "routes are given before the start");
        routes.add(new Routes.Route(method, prefix, paths, bodyMax, handler));
        return this;
    }

    /** Adds a route whose handler gets the header, then the body in parts as it comes. */
    public HttpService stream(String method, String path, HttpHandler handler) {
        Check.that(listener == null, "routes are given before the start");
        routes.add(new Routes.Route(method, path, any -> true, Routes.STREAMING, handler));
        return this;
    }

    /** Adds a guard of all paths that begin so: asked before the length of a body is judged. */
    public HttpService guard(String prefix, HttpGuard guard) {
        Check.that(listener == null, "guards are given before the start");
        routes.guard(prefix, guard);
        return this;
    }

    /**
     * Lets scripts of pages of any origin read the answers.
     *
     * @param exposed names of our own headers that they may see, separated by commas
     */
    public HttpService openToPages(String exposed) {
        Check.that(listener == null, "said before the start");
        pages = new PageAccess(exposed);
        return this;
    }

    /** Adds a path that opens WebSockets. */
    public HttpService webSocket(String path, WebSocketPolicy policy, WebSocketAcceptor acceptor) {
        return get(path, new WebSocketRoute(path, policy, acceptor, refusals));
    }

    /**
     * Takes connections of another protocol on an address of its own, from the start on: on the
     * same event loop, with the same TLS, until the stop.
     *
     * @param limits of which only the numbers of connections are looked at; they are apart from
     *     those of HTTP
     * @param fill gives a connection its handlers
     */
    public SideDoor sideDoor(
            InetSocketAddress address, HttpLimits limits, Consumer<ChannelPipeline> fill) {
        Check.that(listener == null, "side doors are given before the start");
        SideDoor door = new SideDoor(this, address, limits, fill);
        sideDoors.add(door);
        return door;
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
        SslContext tls = config.tls() == null ? null : ListeningSocket.tls(config.tls());
        Entrance entrance = new Entrance(this, admission, connections, tls);
        listener = bind(config.address(), admission, entrance);
        for (SideDoor door : sideDoors) {
            door.open(tls);
        }
        int millis = config.limits().sweepMillis();
        sweeper =
                eventLoop.scheduleWithFixedDelay(
                        connections::sweep, millis, millis, TimeUnit.MILLISECONDS);
        if (config.admin() != null) {
            startAdmin();
        }
        return this;
    }

    /**
     * Binds; the event loop ends when that fails.
     *
     * @throws IOException when the address is taken
     */
    Channel bind(InetSocketAddress address, ChannelHandler acceptor, ChannelHandler entrance)
            throws IOException {
        ChannelFuture bound = ListeningSocket.bind(address, eventLoop, acceptor, entrance);
        if (!bound.isSuccess()) {
            endLoop();
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return bound.channel();
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
        connections = new Connections(refusals, config.limits().heldBytesMax());
        admission = new Admission(config.limits());
        StatusPages status = new StatusPages(of);
        get("/healthz", status::health);
        get("/metrics", status::metrics);
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
        sideDoors.forEach(SideDoor::close);
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

    /** Returns what all connections hold; on the event loop only. */
    long heldBytes() {
        connections.held().weigh();
        return connections.held().estimate();
    }

    /** Returns what pages may read, or null for nothing. */
    PageAccess pages() {
        return pages;
    }

    Routes routes() {
        return routes;
    }

    String name() {
        return config.name();
    }

    /** Returns why it can serve nobody, or null. */
    String unready() {
        return stopping ? "stopping" : notReady;
    }

    boolean stopping() {
        return stopping;
    }
}
