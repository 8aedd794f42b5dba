package dev.tributary.live;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.origin.OriginServer;
import dev.tributary.transport.origin.OriginStreamConfig;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The origin of a live run, which comes first: everything else finds its slices there. */
final class LabOrigin implements AutoCloseable {
    /** From here an origin counts seconds to the number of its first slice. */
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private static final String SECRET = "the lab's own push secret";

    /** The past is pushed at once. */
    private static final int AHEAD_MAX = 1 << 20;

    private final StreamKey stream;
    private final OriginKeys keys = OriginKeys.generate(new SecureRandom());
    private final int sliceMillis;
    private final int port;
    private volatile OriginServer server;

    LabOrigin(StreamKey stream, int sliceMillis) throws IOException {
        this.stream = stream;
        this.sliceMillis = sliceMillis;
        server = server(LabServers.http("origin"), 1);
        port = server.port();
    }

    private OriginServer server(HttpConfig http, int firstSlice) throws IOException {
        return new OriginServer(
                http,
                List.of(
                        OriginStreamConfig.pushed(stream, SECRET)
                                .withAhead(AHEAD_MAX)
                                .withSlices(sliceMillis)),
                keys,
                Clock.fixed(EPOCH.plusSeconds(firstSlice), ZoneOffset.UTC),
                HttpClientConfig.defaults(),
                LabServers.registry());
    }

    /** Takes its place once more, after {@link #close}, with the key it had. */
    void restart(int firstSlice) throws IOException {
        server = server(LabServers.http("origin", port), firstSlice);
    }

    StreamKey stream() {
        return stream;
    }

    BaseUrl url() {
        return LabServers.url(port);
    }

    byte[] publicKey() {
        return Ed25519.raw(keys.publicKeys().get(0));
    }

    PushConnection.Target target() {
        return new PushConnection.Target(port, stream, SECRET);
    }

    @Override
    public void close() {
        server.close();
    }
}
