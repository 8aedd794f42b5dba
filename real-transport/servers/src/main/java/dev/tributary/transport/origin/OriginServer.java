package dev.tributary.transport.origin;

import dev.tributary.core.base.Check;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.edge.EdgeRoutes;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpServer;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.seal.OriginKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An origin: takes live FLV by push or pull, cuts and seals it, and serves what an edge serves.
 *
 * <p>A source that breaks off, or sends what is no FLV, ends; the next one continues the numbers
 * with a discontinuity. An origin that starts anew begins at the seconds since 2020: slices last
 * longer than a second, so that no number comes twice.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what looks at streams ends with the event loop
public final class OriginServer implements HttpServer {
    /** HTTP header with the publisher's secret. */
    public static final String SECRET = "tributary-push-secret";

    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private final HttpService service;
    private final List<FlvPull> pulls = new ArrayList<>();

    /**
     * Creates and starts an origin.
     *
     * @param clock wall clock, read once
     * @throws IOException when the address is taken
     */
    public OriginServer(
            HttpConfig config,
            List<OriginStreamConfig> streams,
            OriginKeys keys,
            Clock clock,
            HttpClientConfig pull,
            PrometheusMeterRegistry registry)
            throws IOException {
        service = new HttpService(config, registry);
        EdgeRoutes routes = new EdgeRoutes(config.name(), service, List.of());
        service.refusals()
                .explain(
                        "bad_push_secret",
                        "the header " + SECRET + " must hold what the --push-secret-file holds");
        service.refusals()
                .explain(
                        "has_a_publisher",
                        "the stream has one that was heard in the last 3 s; end that first");
        Upstreams upstreams = new Upstreams(config.name(), registry, System::nanoTime);
        int first = firstSlice(clock);
        service.onStop(() -> pulls.forEach(FlvPull::close));
        for (OriginStreamConfig one : streams) {
            OriginStream stream =
                    new OriginStream(
                            one, routes.add(one.stream()), keys, first, service.refusals());
            service.onStop(stream::stop);
            service.eventLoop().scheduleWithFixedDelay(stream::look, 1, 1, TimeUnit.SECONDS);
            if (one.source() == null) {
                for (String method : List.of("POST", "PUT")) {
                    service.stream(
                            method,
                            EdgeApi.path(one.stream()) + "/publish",
                            exchange -> publish(exchange, one, stream));
                }
            } else {
                HttpClient http = new HttpClient(service.eventLoop(), pull);
                String name = "stream " + EdgeApi.name(one.stream()) + " from " + one.source();
                pulls.add(
                        new FlvPull(
                                service.eventLoop(),
                                http,
                                stream,
                                one.source(),
                                upstreams.add(name)));
            }
        }
        service.start();
        service.eventLoop().execute(() -> pulls.forEach(FlvPull::start));
    }

    static int firstSlice(Clock clock) {
        long seconds = clock.instant().getEpochSecond() - EPOCH.getEpochSecond();
        // Another two years of slices fit above; an origin does not run that long.
        return (int) Check.range("seconds since 2020", seconds, 1L, Integer.MAX_VALUE - (1L << 26));
    }

    private void publish(HttpExchange exchange, OriginStreamConfig config, OriginStream stream) {
        if (!config.admits(exchange.header(SECRET))) {
            refuse(exchange, 403, "bad_push_secret");
        } else if (!Publisher.admit(exchange, stream, service.refusals())) {
            refuse(exchange, 409, "has_a_publisher");
        }
    }

    private void refuse(HttpExchange exchange, int status, String reason) {
        service.refusals().count(reason, exchange.remote(), exchange.path());
        exchange.respond(status, reason);
    }

    @Override
    public HttpService service() {
        return service;
    }
}
