package dev.tributary.live;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.live.net.ShapedTcp;
import dev.tributary.scenarios.Scenario;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.WebSocketPolicy;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.scheduler.SchedulerConfig;
import dev.tributary.transport.scheduler.SchedulerServer;
import dev.tributary.transport.stun.StunService;
import dev.tributary.transport.token.TokenCheck;
import dev.tributary.transport.token.TokenKey;
import dev.tributary.transport.token.TokenMint;
import dev.tributary.transport.tracker.TrackerServer;
import dev.tributary.transport.tracker.TrackerServerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Edge, scheduler, tracker and STUN server on free ports of this machine. */
final class LabServers implements AutoCloseable {
    private static final int VIEWERS_MAX = 1_000_000;
    private static final int TOKENS_MAX = 1_000_000;

    private final EdgeServer edge;
    private final RoomSettings room;
    private final SymmetricSeeds symmetricSeeds;
    private final TokenKey tokenKey;
    private volatile HttpService trackerService;
    private final int trackerPort;
    private volatile TrackerServer tracker;
    private final SchedulerServer scheduler;
    private final StunService stun;
    private final StreamKey stream;

    LabServers(LabOrigin origin, Scenario scenario, int trackerSeed, JournalWriter journal)
            throws IOException {
        stream = origin.stream();
        room = scenario.room();
        symmetricSeeds = scenario.symmetricSeeds();
        SecureRandom random = new SecureRandom();
        edge =
                new EdgeServer(
                        edge(),
                        Map.of(stream, origin.url()),
                        List.of(),
                        HttpClientConfig.defaults(),
                        registry());
        trackerService = new HttpService(http("tracker"), registry());
        tokenKey = new TokenKey(1, random.generateSeed(TokenKey.SECRET_MIN));
        tracker = tracker(trackerSeed, journal);
        trackerService.start();
        trackerPort = trackerService.port();
        stun = new StunService(edge.service().eventLoop(), loopback(0), registry());
        SchedulerConfig config =
                new SchedulerConfig(
                        Map.of(stream, room),
                        Map.of(stream, Payload.of(origin.publicKey())),
                        List.of(URI.create("ws://127.0.0.1:" + trackerPort + TrackerServer.PATH)),
                        VIEWERS_MAX,
                        url(edge.port()),
                        List.of("127.0.0.1:" + stun.address().getPort()));
        TokenMint mint = new TokenMint(tokenKey, Clock.systemUTC());
        scheduler =
                new SchedulerServer(
                        http("scheduler"),
                        config,
                        (key, print) -> Payload.of(mint.mint(key, print, 0)),
                        (number, key, settings) -> tracker.openRoom(key, settings),
                        registry());
    }

    private TrackerServer tracker(int seed, JournalWriter journal) {
        TrackerConfig core =
                TrackerConfig.defaults()
                        .withSignals(SignalRule.LAB)
                        .withSymmetricSeeds(symmetricSeeds);
        TrackerServerConfig defaults = TrackerServerConfig.defaults();
        TrackerServerConfig config =
                new TrackerServerConfig(
                        core,
                        WebSocketPolicy.binary(Set.of()),
                        defaults.unjoinedMillis(),
                        defaults.unjoinedPerAddress());
        TokenCheck tokens = new TokenCheck(List.of(tokenKey), Clock.systemUTC(), TOKENS_MAX);
        return new TrackerServer(trackerService, config, tokens, seed, journal);
    }

    /** Ends the tracker with all it knew. */
    void trackerDown() {
        trackerService.close();
    }

    /** Starts another tracker in its place. */
    void trackerUp(JournalWriter journal) throws IOException {
        trackerService = new HttpService(http("tracker", trackerPort), registry());
        tracker = tracker(new SecureRandom().nextInt(), journal);
        trackerService.start();
        tracker.openRoom(stream, room);
    }

    /** An edge of which {@link ShapedTcp} is the kernel's buffer. */
    private static HttpConfig edge() {
        HttpConfig config = http("edge");
        return config.withLimits(config.limits().withStreamBytes(ShapedTcp.KERNEL_BYTES));
    }

    static HttpConfig http(String name) {
        return http(name, 0);
    }

    static HttpConfig http(String name, int port) {
        return HttpConfig.of(name, loopback(port));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    static BaseUrl url(int port) {
        return BaseUrl.parse("http://127.0.0.1:" + port);
    }

    /** Returns where viewers begin. */
    BaseUrl schedulerUrl() {
        return url(scheduler.port());
    }

    /**
     * Waits until the edge has a slice.
     *
     * @throws IOException when it takes longer than the given time
     */
    void awaitEdge(int slice, long withinMillis) throws IOException, InterruptedException {
        new EdgeProbe(url(edge.port()), stream).awaitSlice(slice, withinMillis);
    }

    InetSocketAddress stunAddress() {
        return stun.address();
    }

    @Override
    public void close() {
        scheduler.close();
        stun.close();
        trackerService.close();
        edge.close();
    }
}
