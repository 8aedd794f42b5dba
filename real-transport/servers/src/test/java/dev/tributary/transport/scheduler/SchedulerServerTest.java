package dev.tributary.transport.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.scheduler.client.SchedulerApi;
import dev.tributary.transport.scheduler.client.SchedulerClient;
import dev.tributary.transport.scheduler.client.SchedulerEvents;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Client and server over real sockets. */
@Timeout(30)
final class SchedulerServerTest {
    private static final StreamKey ROOM = new StreamKey(1, 2);
    private static final StreamKey QUIET = new StreamKey(1, 3);
    private static final StreamKey UNKNOWN = new StreamKey(4, 4);
    private static final BaseUrl EDGE = new BaseUrl(false, "edge.example", 80);
    private static final List<URI> TRACKERS =
            List.of(
                    URI.create("ws://tracker-0.example/v1"),
                    URI.create("ws://tracker-1.example/v1"));

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    private final List<Channel> channels = Collections.synchronizedList(new ArrayList<>());
    private final Payload key = Payload.of(new byte[32]);
    private SchedulerServer server;
    private SchedulerClient client;

    @BeforeEach
    void start() throws Exception {
        SchedulerConfig config =
                new SchedulerConfig(
                        Map.of(ROOM, room(SubStreamSystem.SYSTEM), QUIET, room(CdnSystem.SYSTEM)),
                        Map.of(ROOM, key, QUIET, key),
                        TRACKERS,
                        2,
                        EDGE,
                        List.of("stun.example:3478", "[2001:db8::1]:3478"));
        HttpConfig http =
                HttpConfig.of(
                                "scheduler",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .withLimits(HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200));
        server =
                new SchedulerServer(
                        http,
                        config,
                        (stream, fingerprint) -> {
                            byte[] token = new byte[33];
                            fingerprint.copyTo(token, 1);
                            token[0] = (byte) stream.low();
                            return Payload.of(token);
                        },
                        (tracker, stream, settings) -> opened.add(tracker + ":" + stream.low()),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        client =
                new SchedulerClient(
                        group.next(),
                        new BaseUrl(false, "127.0.0.1", server.port()),
                        HttpClientConfig.defaults().withHook(channels::add),
                        new Told());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Told implements SchedulerEvents {
        @Override
        public void answered(LinkAnswer answer, Servers servers) {
            told.add(answer);
            told.add(servers);
        }

        @Override
        public void rejected(Rejection rejection) {
            told.add(rejection);
        }

        @Override
        public void failed(String reason) {
            told.add(reason);
        }
    }

    @Test
    void aViewerGetsSettingsTokenKeyAndServers() throws Exception {
        byte[] fingerprint = new byte[32];
        fingerprint[5] = 9;
        client.askScheduler(new GetLink(ROOM, Payload.of(fingerprint)));
        LinkAnswer answer = (LinkAnswer) next();
        assertThat(answer.settings()).isEqualTo(room(SubStreamSystem.SYSTEM));
        assertThat(answer.token().at(0)).isEqualTo((byte) 2);
        assertThat(answer.token().at(6)).isEqualTo((byte) 9);
        assertThat(answer.originKey()).isEqualTo(key);
        assertThat(next())
                .isEqualTo(
                        new SchedulerEvents.Servers(
                                TRACKERS.get(answer.tracker()),
                                EDGE,
                                List.of("stun.example:3478", "[2001:db8::1]:3478")));
        assertThat(opened).containsExactly(answer.tracker() + ":2");
        assertThat(channels).hasSize(1);
    }

    @Test
    void aFullTrackerIsFollowedByTheNextAndThenByTheCdnAlone() throws Exception {
        List<Object> trackers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            client.askScheduler(question(ROOM));
            next();
            trackers.add(((SchedulerEvents.Servers) next()).tracker());
        }
        assertThat(trackers)
                .containsExactly(
                        TRACKERS.get(0), TRACKERS.get(0), TRACKERS.get(1), TRACKERS.get(1), null);
        server.trackerReport(1, 0);
        server.trackerDown(0);
        server.service().eventLoop().submit(() -> {}).syncUninterruptibly();
        client.askScheduler(question(ROOM));
        next();
        assertThat(((SchedulerEvents.Servers) next()).tracker()).isEqualTo(TRACKERS.get(1));
    }

    @Test
    void aRoomWithoutPeersNeedsNoTracker() throws Exception {
        client.askScheduler(question(QUIET));
        assertThat(((LinkAnswer) next()).settings().peering()).isFalse();
        assertThat(((SchedulerEvents.Servers) next()).tracker()).isNull();
        assertThat(opened).isEmpty();
    }

    @Test
    void anUnknownRoomIsRejected() throws Exception {
        client.askScheduler(question(UNKNOWN));
        assertThat(next()).isEqualTo(new Rejection(RejectionCode.UNKNOWN_ROOM, 0));
    }

    @Test
    void aSchedulerThatIsAwayIsAFailure() throws Exception {
        server.service().stop().join();
        client.askScheduler(question(ROOM));
        assertThat(next()).asString().startsWith("no connection");
    }

    @Test
    void whatIsNoQuestionIsRefused() throws Exception {
        byte[] good = MessageCodec.encode(question(ROOM));
        assertThat(post(new byte[0])).isEqualTo("400 bad_get_link\n");
        assertThat(post(new byte[] {1, 2, 3})).isEqualTo("400 bad_get_link\n");
        assertThat(post(Arrays.copyOf(good, good.length + 1))).isEqualTo("400 bad_get_link\n");
        assertThat(post(MessageCodec.encode(new Rejection(RejectionCode.BUSY, 0))))
                .isEqualTo("400 bad_get_link\n");
        assertThat(post(new byte[10_000])).startsWith("413");
        assertThat(post(good)).startsWith("200");
    }

    @Test
    void settingsThatNobodyCanUseAreRefusedAtTheStart() {
        assertThatThrownBy(
                        () ->
                                config(
                                        List.of(URI.create("http://tracker")),
                                        List.of(),
                                        Map.of(ROOM, key)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config(TRACKERS, List.of("a,b:1"), Map.of(ROOM, key)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> config(TRACKERS, List.of(), Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static SchedulerConfig config(
            List<URI> trackers, List<String> stun, Map<StreamKey, Payload> keys) {
        return new SchedulerConfig(
                Map.of(ROOM, room(SubStreamSystem.SYSTEM)), keys, trackers, 1, EDGE, stun);
    }

    private String post(byte[] body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + SchedulerApi.LINK);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private Object next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    private static GetLink question(StreamKey stream) {
        return new GetLink(stream, Payload.of(new byte[32]));
    }

    static RoomSettings room(SystemProfile strategy) {
        return Settings.of(strategy).bitrateKbps(2_000).build();
    }
}
