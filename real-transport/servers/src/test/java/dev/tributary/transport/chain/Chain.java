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
import java.net.InetSocketAddress;
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
import java.util.concurrent.atomic.AtomicReference;

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

    /** With which the origin signs, and which the scheduler names. */
    private final AtomicReference<OriginKeys> signing;

    private final AtomicReference<OriginKeys> named;
    private OriginServer origin;
    private final EdgeServer edge;
    private final HttpService tracker = new HttpService(http("tracker"), Services.registry());
    private final SchedulerServer scheduler;
    private final StunService stun;
    private final List<HttpService> screens = new ArrayList<>();

    Chain(SystemProfile strategy) throws IOException {
        this(strategy, SliceNumbers.byClock(Clock.systemUTC()));
    }

    /** A system whose slices have numbers that the test says. */
    Chain(SystemProfile strategy, SliceNumbers numbers) throws IOException {
        OriginKeys keys = OriginKeys.generate(random);
        signing = new AtomicReference<>(keys);
        named = new AtomicReference<>(keys);
        origin = origin(http("origin"), numbers);
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
        scheduler.followKeys(
                () -> Map.of(STREAM, Payload.of(Ed25519.raw(named.get().publicKeys().get(0)))));
    }

    private OriginServer origin(HttpConfig http, SliceNumbers numbers) throws IOException {
        return new OriginServer(
                http,
                List.of(OriginStreamConfig.pushed(STREAM, SECRET)),
                signing::get,
                numbers,
                HttpClientConfig.defaults(),
                new PublishConfig(Services.loopback(), null),
                Services.registry());
    }

    /** Ends the origin and starts another at its address; whoever publishes has to come again. */
    void restartOrigin(SliceNumbers numbers) throws IOException {
        int port = origin.port();
        origin.close();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        origin = origin(HttpConfig.of("origin", address).withLimits(LIMITS), numbers);
    }

    /** Gives the origin another key, of which the scheduler does not know. */
    void newKey() {
        signing.set(OriginKeys.generate(random));
    }

    /** Tells the scheduler the key that the origin signs with. */
    void nameKey() {
        named.set(signing.get());
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

    /** Returns the bytes of media that the edge has sent to viewers, of use to them or not. */
    long edgeBytes() {
        return edge.service()
                .registry()
                .scrape()
                .lines()
                .filter(line -> line.matches("tributary_edge_(live|fetched)_bytes_total.*"))
                .mapToLong(line -> (long) Double.parseDouble(line.replaceAll(".* ", "")))
                .sum();
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
