package dev.tributary.transport.chain;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.EdgeServer;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.http.WebSocketPolicy;
import dev.tributary.transport.origin.OriginServer;
import dev.tributary.transport.origin.OriginStreamConfig;
import dev.tributary.transport.origin.PublishConfig;
import dev.tributary.transport.origin.Push;
import dev.tributary.transport.origin.SliceNumbers;
import dev.tributary.transport.player.FlvGateway;
import dev.tributary.transport.player.ScreenConfig;
import dev.tributary.transport.player.ScreenViewer;
import dev.tributary.transport.scheduler.SchedulerConfig;
import dev.tributary.transport.scheduler.SchedulerServer;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.stun.StunService;
import dev.tributary.transport.tracker.TrackerServer;
import dev.tributary.transport.tracker.TrackerServerConfig;
import dev.tributary.webrtc.ice.AddressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A whole system on loopback, and screens that watch it. */
final class Chain implements AutoCloseable {
    static final StreamKey STREAM = new StreamKey(7, 8);
    private static final String SECRET = "sixteen-characters-or-more";
    private static final int BITRATE_KBPS = 300;
    private static final HttpLimits LIMITS =
            HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200);

    private final SecureRandom random = new SecureRandom();

    /** One connection for questions that are asked again and again. */
    private final HttpClient asking = HttpClient.newHttpClient();

    private final OriginServer origin;
    private final EdgeServer edge;
    private final HttpService tracker = new HttpService(http("tracker"), Services.registry());
    private final SchedulerServer scheduler;
    private final StunService stun;
    private final List<HttpService> screens = new ArrayList<>();

    Chain(SystemProfile strategy) throws IOException {
        OriginKeys keys = OriginKeys.generate(random);
        origin =
                new OriginServer(
                        http("origin"),
                        List.of(OriginStreamConfig.pushed(STREAM, SECRET)),
                        () -> keys,
                        SliceNumbers.byClock(Clock.systemUTC()),
                        HttpClientConfig.defaults(),
                        new PublishConfig(Services.loopback(), null),
                        Services.registry());
        edge =
                new EdgeServer(
                        http("edge"),
                        Map.of(STREAM, url(origin.port())),
                        List.of(),
                        HttpClientConfig.defaults(),
                        Services.registry());
        stun = new StunService(tracker.eventLoop(), Services.loopback(), tracker.registry());
        TrackerServer rooms = rooms();
        tracker.start();
        SchedulerConfig config =
                new SchedulerConfig(
                        Map.of(STREAM, room(strategy)),
                        Map.of(STREAM, Payload.of(Ed25519.raw(keys.publicKeys().get(0)))),
                        List.of(
                                URI.create(
                                        "ws://127.0.0.1:" + tracker.port() + TrackerServer.PATH)),
                        1_000,
                        url(edge.port()),
                        List.of("127.0.0.1:" + stun.address().getPort()));
        scheduler =
                new SchedulerServer(
                        http("scheduler"),
                        config,
                        (stream, fingerprint) -> Payload.of(new byte[] {1}),
                        (number, stream, settings) -> rooms.openRoom(stream, settings),
                        Services.registry());
    }

    private TrackerServer rooms() {
        TrackerServerConfig defaults = TrackerServerConfig.defaults();
        TrackerServerConfig config =
                new TrackerServerConfig(
                        TrackerConfig.defaults().withSignals(SignalRule.LAB),
                        WebSocketPolicy.binary(Set.of()),
                        defaults.unjoinedMillis(),
                        defaults.unjoinedPerAddress());
        return new TrackerServer(tracker, config, null, 1);
    }

    static RoomSettings room(SystemProfile strategy) {
        return Settings.of(strategy).bitrateKbps(BITRATE_KBPS).subStreams(2).backups(0).build();
    }

    static HttpConfig http(String name) {
        return HttpConfig.of(name, Services.loopback()).withLimits(LIMITS);
    }

    static BaseUrl url(int port) {
        return new BaseUrl(false, "127.0.0.1", port);
    }

    /** Begins to push. */
    Push push() throws IOException {
        return new Push(origin.port(), EdgeApi.path(STREAM) + "/publish", SECRET);
    }

    /** Returns the URL that an encoder publishes to by RTMP. */
    String rtmp() {
        String key = EdgeApi.path(STREAM).substring(EdgeApi.ROOT.length());
        return "rtmp://127.0.0.1:" + origin.rtmpPort() + "/live/" + key + "?secret=" + SECRET;
    }

    int edgePort() {
        return edge.port();
    }

    /** Returns the number of the newest slice at the origin; 0 before the first. */
    int newest() throws Exception {
        URI uri = URI.create(url(origin.port()) + EdgeApi.path(STREAM) + "/index");
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        HttpResponse<byte[]> answer = asking.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            return 0;
        }
        Index index = (Index) MessageCodec.decode(answer.body(), 0, answer.body().length);
        return index.headers().get(index.headers().size() - 1).slice();
    }

    /** Returns what the origin signs as the start of the FLV. */
    byte[] header() throws IOException, InterruptedException {
        URI uri = URI.create(url(origin.port()) + EdgeApi.path(STREAM) + "/header");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /** A viewer with its gateway. */
    record Seat(ScreenViewer viewer, HttpService service) {
        int port() {
            return service.port();
        }
    }

    Seat watch() throws IOException {
        HttpService service = new HttpService(http("screen" + screens.size()), Services.registry());
        screens.add(service);
        return watch(service, url(scheduler.port()));
    }

    /** Starts a viewer behind a service that has not started. */
    static Seat watch(HttpService service, BaseUrl scheduler) throws IOException {
        FlvGateway gateway = new FlvGateway(service);
        service.start();
        ScreenConfig config =
                new ScreenConfig(
                        STREAM,
                        new Capabilities(
                                NatType.OPEN, false, Access.WIRED, Device.PC, 20_000, 0, 0),
                        scheduler,
                        HttpClientConfig.defaults(),
                        List.of(InetAddress.getLoopbackAddress()),
                        AddressPolicy.LAB);
        return new Seat(ScreenViewer.start(service, gateway, config, new SecureRandom()), service);
    }

    @Override
    public void close() {
        screens.forEach(HttpService::close);
        scheduler.close();
        stun.close();
        tracker.close();
        edge.close();
        origin.close();
    }
}
