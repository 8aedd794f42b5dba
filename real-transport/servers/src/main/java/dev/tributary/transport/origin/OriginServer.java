package dev.tributary.transport.origin;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClient;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.edge.EdgeRoutes;
import dev.tributary.transport.edge.EdgeStream;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpServer;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.seal.OriginKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An origin: takes live FLV by push, pull or RTMP, cuts and seals it, and serves what an edge
 * serves.
 *
 * <p>A source that breaks off, or sends what is no FLV, ends; the next one continues the numbers
 * with a discontinuity. An origin that starts anew begins above all its numbers ({@link
 * SliceNumbers}); one whose keys change signs with the new one from the next slice on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what looks at streams ends with the event loop
public final class OriginServer implements HttpServer {
    /** HTTP header with the publisher's secret. */
    public static final String SECRET = "tributary-push-secret";

    /** How often it is looked at streams and keys. */
    private static final int LOOK_SECONDS = 1;

    private final HttpService service;
    private final Gate gate;
    private final RtmpDoor rtmp;
    private final List<FlvPull> pulls = new ArrayList<>();
    private final List<OriginStream> streams = new ArrayList<>();
    private final Supplier<OriginKeys> keys;
    private OriginKeys signing;

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
        this(
                config,
                streams,
                () -> keys,
                SliceNumbers.byClock(clock),
                pull,
                PublishConfig.plain(),
                registry);
    }

    /**
     * Creates and starts an origin.
     *
     * @param keys the keys that are in force; asked once a second, on the event loop
     * @param pull how others are asked: what is pulled from, and the site
     * @throws IOException when an address is taken, or the numbers of a stream cannot be read
     */
    public OriginServer(
            HttpConfig config,
            List<OriginStreamConfig> streams,
            Supplier<OriginKeys> keys,
            SliceNumbers numbers,
            HttpClientConfig pull,
            PublishConfig publishing,
            PrometheusMeterRegistry registry)
            throws IOException {
        this.keys = keys;
        signing = keys.get();
        List<SliceNumbers.OfStream> begins = new ArrayList<>();
        for (OriginStreamConfig one : streams) {
            begins.add(numbers.of(one.stream(), one.layout()));
        }
        service = new HttpService(config, registry);
        gate = new Gate(service.refusals(), site(publishing.authorizer(), pull));
        rtmp = publishing.rtmp() == null ? null : new RtmpDoor(service, publishing.rtmp(), gate);
        EdgeRoutes routes = new EdgeRoutes(config.name(), service, List.of());
        Upstreams upstreams = new Upstreams(config.name(), registry, System::nanoTime);
        service.onStop(() -> pulls.forEach(FlvPull::close));
        for (int i = 0; i < streams.size(); i++) {
            OriginStreamConfig one = streams.get(i);
            EdgeStream published = routes.add(one.stream());
            OriginStream stream =
                    new OriginStream(one, published, signing, begins.get(i), service.refusals());
            this.streams.add(stream);
            service.onStop(stream::stop);
            source(one, stream, pull, upstreams);
        }
        service.eventLoop()
                .scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
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

    private void look() {
        OriginKeys now = keys.get();
        if (now != signing) {
            signing = now;
            streams.forEach(stream -> stream.sign(now));
        }
        streams.forEach(OriginStream::look);
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
