package dev.tributary.transport.edge;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpServer;
import dev.tributary.transport.http.HttpService;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An edge: follows an origin, or another edge, per stream, keeps the newest slices and serves them.
 *
 * <p>It verifies nothing: viewers do. When its upstream is away it goes on serving what it has.
 */
public final class EdgeServer implements HttpServer {
    private final HttpService service;
    private final List<Upstream> upstreams = new ArrayList<>();

    /**
     * Creates and starts an edge.
     *
     * @param streams where each stream comes from
     * @param nodes edges that {@code /edge} spreads viewers over; none for this one alone
     * @param client how upstreams are connected
     * @throws IOException when the address is taken
     */
    public EdgeServer(
            HttpConfig config,
            Map<StreamKey, BaseUrl> streams,
            List<BaseUrl> nodes,
            HttpClientConfig client,
            PrometheusMeterRegistry registry)
            throws IOException {
        service = new HttpService(config, registry);
        EdgeRoutes routes = new EdgeRoutes(config.name(), service, nodes);
        Upstreams reports = new Upstreams(config.name(), registry, System::nanoTime);
        streams.forEach(
                (key, from) ->
                        upstreams.add(
                                new Upstream(
                                        service.eventLoop(),
                                        routes.add(key),
                                        key,
                                        from,
                                        client,
                                        reports)));
        service.onStop(() -> upstreams.forEach(Upstream::close));
        service.start();
        service.eventLoop().execute(() -> upstreams.forEach(Upstream::start));
    }

    @Override
    public HttpService service() {
        return service;
    }
}
