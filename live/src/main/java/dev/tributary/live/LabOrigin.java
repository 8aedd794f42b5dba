package dev.tributary.live;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
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
    /** The first second of slice numbers: an origin that begins then has slice 1, as simulated. */
    private static final Clock FIRST_SECOND =
            Clock.fixed(Instant.parse("2020-01-01T00:00:01Z"), ZoneOffset.UTC);

    private static final String SECRET = "the lab's own push secret";

    /** The past is pushed at once; nobody starts this origin again. */
    private static final int AHEAD_MAX = 1 << 20;

    private final StreamKey stream;
    private final OriginKeys keys = OriginKeys.generate(new SecureRandom());
    private final OriginServer server;

    LabOrigin(StreamKey stream) throws IOException {
        this.stream = stream;
        server =
                new OriginServer(
                        LabServers.http("origin"),
                        List.of(OriginStreamConfig.pushed(stream, SECRET).withAhead(AHEAD_MAX)),
                        keys,
                        FIRST_SECOND,
                        HttpClientConfig.defaults(),
                        LabServers.registry());
    }

    StreamKey stream() {
        return stream;
    }

    BaseUrl url() {
        return LabServers.url(server.port());
    }

    byte[] publicKey() {
        return Ed25519.raw(keys.publicKeys().get(0));
    }

    Encoder.Target target() {
        return new Encoder.Target(server.port(), stream, SECRET);
    }

    @Override
    public void close() {
        server.close();
    }
}
