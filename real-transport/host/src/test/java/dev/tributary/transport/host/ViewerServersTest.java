package dev.tributary.transport.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Said;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.http.WebSocketListener;
import dev.tributary.transport.http.WebSocketPolicy;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.scheduler.client.SchedulerApi;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SliceSealer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a viewer says of its servers, each of which does what the test says. */
@Timeout(30)
final class ViewerServersTest {
    private static final StreamKey STREAM = new StreamKey(1, 2);
    private static final String BYTES = "application/octet-stream";
    private static final byte[] NO_KEY = new byte[LinkAnswer.KEY_BYTES];

    private final OriginKeys keys = OriginKeys.generate(new SecureRandom());
    private final HttpService service =
            Services.plain(HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200));
    private final BlockingQueue<PeerInput> inputs = new LinkedBlockingQueue<>();
    private final Said said = new Said(ServerComplaints.class);
    private final LinkBed bed = new LinkBed();
    private volatile Consumer<HttpExchange> scheduler;
    private volatile Consumer<HttpExchange> edge;
    private volatile boolean trackerTakes;
    private ViewerServers servers;

    private static final class Silent implements WebSocketListener {
        @Override
        public void onMessage(ByteBuf message) {
            // Only that it is there matters.
        }

        @Override
        public void onClosed() {
            // Nobody waits for it.
        }
    }

    @BeforeEach
    void start() throws IOException {
        NO_KEY[0] = 2; // on no curve
        service.route("POST", SchedulerApi.LINK, 4_096, asked -> scheduler.accept(asked));
        service.get(EdgeApi.path(STREAM) + "/", asked -> edge.accept(asked));
        service.webSocket(
                "/v1/tracker",
                WebSocketPolicy.binary(Set.of()),
                socket -> trackerTakes ? new Silent() : null);
        service.start();
        ViewerConfig config =
                new ViewerConfig(
                        STREAM,
                        new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, 1_000, 1, 1),
                        new BaseUrl(false, "127.0.0.1", service.port()),
                        HttpClientConfig.defaults(),
                        HttpClientConfig.defaults());
        servers =
                bed.call(
                        () ->
                                new ViewerServers(
                                        bed.clock(),
                                        config,
                                        new ViewerEvents() {},
                                        (kind, number, content) -> inputs.add(kind)));
    }

    @AfterEach
    void stop() {
        bed.run(servers::close);
        bed.close();
        service.close();
        said.close();
    }

    private void link(HttpExchange asked, int status, Message message) {
        String here = "127.0.0.1:" + service.port();
        asked.set(SchedulerApi.TRACKER, "ws://" + here + "/v1/tracker");
        asked.set(SchedulerApi.EDGE, "http://" + here);
        asked.respond(status, BYTES, Unpooled.wrappedBuffer(MessageCodec.encode(message)));
    }

    private static LinkAnswer naming(byte[] key) {
        return new LinkAnswer(
                0,
                Payload.of(new byte[1]),
                Payload.of(key),
                Settings.of(SubStreamSystem.SYSTEM).build());
    }

    private void index(HttpExchange asked, OriginKeys by) {
        byte[] index =
                MessageCodec.encode(new Index(List.of(new SliceHeader(7, 0, 1_000, 100, 1))));
        byte[] signature = new SliceSealer(STREAM, by).signIndex(index);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        asked.set(EdgeApi.SIGNATURE, text);
        asked.respond(200, BYTES, Unpooled.wrappedBuffer(index));
    }

    /** Has something asked twice, and answered so. */
    private void twice(Runnable question, PeerInput answer) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            bed.run(question);
            assertThat(inputs.poll(20, TimeUnit.SECONDS)).isEqualTo(answer);
        }
    }

    private void askScheduler(PeerInput answer) throws InterruptedException {
        GetLink question = new GetLink(STREAM, Payload.of(new byte[GetLink.FINGERPRINT_BYTES]));
        twice(() -> servers.askScheduler(question), answer);
    }

    private void schedulerWorks() throws InterruptedException {
        scheduler = asked -> link(asked, 200, naming(Ed25519.raw(keys.publicKeys().get(0))));
        askScheduler(PeerInput.LINK_ANSWER);
    }

    private void says(String... lines) {
        String port = String.valueOf(service.port());
        assertThat(said.lines())
                .extracting(line -> line.replace(port, "PORT"))
                .containsExactly(lines);
    }

    @Test
    void schedulerThatDoesNotAnswerRefusesOrNamesNoKey() throws Exception {
        scheduler = asked -> asked.respond(500, "broken");
        askScheduler(PeerInput.SERVER_FAILED);
        scheduler = asked -> link(asked, 403, new Rejection(RejectionCode.UNKNOWN_ROOM, 0));
        askScheduler(PeerInput.SERVER_FAILED);
        scheduler = asked -> link(asked, 200, naming(NO_KEY));
        askScheduler(PeerInput.SERVER_FAILED);
        schedulerWorks();
        says(
                "WARN scheduler http://127.0.0.1:PORT: status 500 and no answer",
                "WARN scheduler http://127.0.0.1:PORT: it refuses this viewer: unknown_room",
                "WARN scheduler http://127.0.0.1:PORT: the origin's key that it names is none",
                "INFO scheduler http://127.0.0.1:PORT: works again");
    }

    @Test
    void edgeWithoutAnIndexOrWithAnothersIndex() throws Exception {
        schedulerWorks();
        edge = asked -> asked.respond(503, "no_index_yet");
        twice(() -> servers.edge().fetchIndex(), PeerInput.SERVER_FAILED);
        OriginKeys others = OriginKeys.generate(new SecureRandom());
        edge = asked -> index(asked, others);
        twice(() -> servers.edge().fetchIndex(), PeerInput.UNKNOWN_KEY);
        edge = asked -> index(asked, keys);
        twice(() -> servers.edge().fetchIndex(), PeerInput.INDEX);
        says(
                "WARN edge http://127.0.0.1:PORT: no index of the stream: status 503",
                "WARN edge http://127.0.0.1:PORT: its index is not signed with the origin's key"
                        + " that the scheduler names; the scheduler is asked again",
                "INFO edge http://127.0.0.1:PORT: works again");
    }

    @Test
    void trackerThatTakesNobody() throws Exception {
        schedulerWorks();
        twice(servers::openTracker, PeerInput.TRACKER_DOWN);
        trackerTakes = true;
        twice(servers::openTracker, PeerInput.TRACKER_UP);
        says(
                "WARN tracker ws://127.0.0.1:PORT/v1/tracker: status 429",
                "INFO tracker ws://127.0.0.1:PORT/v1/tracker: works again");
    }
}
