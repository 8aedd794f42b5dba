package dev.tributary.transport.origin;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SealCheck;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Origins and edges on loopback. */
final class OriginBed {
    static final StreamKey STREAM = new StreamKey(1, 2);
    static final String PUBLISH = EdgeApi.path(STREAM) + "/publish";
    static final String SECRET = "sixteen characters or more";

    /** Seconds since 2020 on the wall clock of the first origin. */
    static final int SECONDS = 200_000_000;

    private static final HttpLimits LIMITS =
            HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200);

    final OriginKeys keys = OriginKeys.generate(new SecureRandom());

    /** Starts an origin; port 0 takes any. */
    OriginServer origin(int port, int seconds) throws IOException {
        return origin(port, seconds, OriginStreamConfig.pushed(STREAM, SECRET));
    }

    /** Starts an origin whose keys and numbers are what the test says. */
    static OriginServer origin(int port, Supplier<OriginKeys> keys, SliceNumbers numbers)
            throws IOException {
        return new OriginServer(
                config("origin", port),
                List.of(OriginStreamConfig.pushed(STREAM, SECRET)),
                keys,
                numbers,
                HttpClientConfig.defaults(),
                PublishConfig.plain(),
                registry());
    }

    /** Returns a wall clock that stands so many seconds after 2020. */
    static Clock clock(int seconds) {
        Instant now = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(seconds);
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    /** Starts an origin that no source is too silent for. */
    OriginServer patient() throws IOException {
        HttpLimits patient = LIMITS.withTimes(60_000, 60_000, 60_000, 200);
        OriginStreamConfig stream = OriginStreamConfig.pushed(STREAM, SECRET);
        return origin(config("origin", 0).withLimits(patient), SECONDS, stream);
    }

    OriginServer origin(int port, int seconds, OriginStreamConfig stream) throws IOException {
        return origin(config("origin", port), seconds, stream);
    }

    private OriginServer origin(HttpConfig config, int seconds, OriginStreamConfig stream)
            throws IOException {
        return new OriginServer(
                config,
                List.of(stream),
                keys,
                clock(seconds),
                HttpClientConfig.defaults(),
                registry());
    }

    /** Starts an origin that takes RTMP on a free port. */
    OriginServer rtmp(HttpConfig config, BaseUrl.Target authorizer) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return publishing(config, new PublishConfig(address, authorizer));
    }

    OriginServer publishing(HttpConfig config, PublishConfig publishing) throws IOException {
        return new OriginServer(
                config,
                List.of(OriginStreamConfig.pushed(STREAM, SECRET)),
                () -> keys,
                SliceNumbers.byClock(Clock.systemUTC()),
                HttpClientConfig.defaults(),
                publishing,
                registry());
    }

    static EdgeServer edge(int upstream) throws IOException {
        return new EdgeServer(
                config("edge", 0),
                Map.of(STREAM, base(upstream)),
                List.of(),
                HttpClientConfig.defaults(),
                registry());
    }

    SealCheck check() throws Exception {
        return new SealCheck(STREAM, Ed25519.raw(keys.publicKeys().get(0)));
    }

    static BaseUrl base(int port) {
        return new BaseUrl(false, "127.0.0.1", port);
    }

    static HttpConfig config(String name, int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return HttpConfig.of(name, address).withLimits(LIMITS);
    }

    static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
