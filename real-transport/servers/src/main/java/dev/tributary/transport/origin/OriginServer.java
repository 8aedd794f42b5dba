package dev.tributary.transport.origin;

import dev.tributary.core.base.Check;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.edge.EdgeRoutes;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.http.HttpConfig;
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
 * An origin: takes live FLV by push, pull or RTMP, cuts and seals it, and serves what an edge
 * serves.
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
    private final Gate gate;
    private final RtmpDoor rtmp;
    private final List<FlvPull> pulls = new ArrayList<>();

    /**
     * Creates and starts an origin that takes HTTP only.
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
        this(config, streams, keys, clock, pull, PublishConfig.plain(), registry);
    }

    /**
     * Creates and starts an origin.
     *
     * @param clock wall clock, read once
     * @param pull how others are asked: what is pulled from, and the site
     * @throws IOException when an address is taken
     */
    public OriginServer(
            HttpConfig config,
            List<OriginStreamConfig> streams,
            OriginKeys keys,
            Clock clock,
            HttpClientConfig pull,
            PublishConfig publishing,
            PrometheusMeterRegistry registry)
            throws IOException {
        service = new HttpService(config, registry);
        gate = new Gate(service.refusals(), site(publishing.authorizer(), pull));
        rtmp = publishing.rtmp() == null ? null : new RtmpDoor(service, publishing.rtmp(), gate);
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
            source(one, stream, pull, upstreams);
        }
        service.start();
        service.eventLoop().execute(() -> pulls.forEach(FlvPull::start));
    }

    private Authorizer site(BaseUrl.Target url, HttpClientConfig trust) {
        if (url == null) {
            return null;
        }
        Authorizer site = new Authorizer(service.eventLoop(), url, trust);
        service.onStop(site::close);
        return site;
    }

    private void source(
            OriginStreamConfig config,
            OriginStream stream,
            HttpClientConfig pull,
            Upstreams upstreams) {
        if (config.source() != null) {
            HttpClient http = new HttpClient(service.eventLoop(), pull);
            String name = "stream " + EdgeApi.name(config.stream()) + " from " + config.source();
            Upstreams.One report = upstreams.add(name);
            pulls.add(new FlvPull(service.eventLoop(), http, stream, config.source(), report));
            return;
        }
        gate.add(config, stream);
        for (String method : List.of("POST", "PUT")) {
            service.stream(
                    method,
                    EdgeApi.path(config.stream()) + "/publish",
                    exchange ->
                            Publisher.come(exchange, config.stream(), gate, service.refusals()));
        }
    }

    static int firstSlice(Clock clock) {
        long seconds = clock.instant().getEpochSecond() - EPOCH.getEpochSecond();
        // Another two years of slices fit above; an origin does not run that long.
        return (int) Check.range("seconds since 2020", seconds, 1L, Integer.MAX_VALUE - (1L << 26));
    }

    /** Returns the port of RTMP; only when there is one. */
    public int rtmpPort() {
        return rtmp.port();
    }

    @Override
    public HttpService service() {
        return service;
    }
}
