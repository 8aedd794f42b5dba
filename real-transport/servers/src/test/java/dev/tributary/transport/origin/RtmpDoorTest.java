package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.transport.edge.Viewer;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.TestCertificate;
import dev.tributary.transport.rtmp.ClientBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Encoders at an origin's RTMP door, over real sockets. */
@Timeout(60)
@Tag("slow")
final class RtmpDoorTest {
    private static final String KEY = "00000000000000010000000000000002";
    private static final String NAME = KEY + "?secret=" + OriginBed.SECRET;
    private static final HttpLimits QUICK = HttpLimits.defaults().withTimes(200, 300, 5_000, 200);

    private final OriginBed bed = new OriginBed();
    private final SyntheticFlv source = new SyntheticFlv(3);

    private OriginServer origin() throws IOException {
        return bed.rtmp(OriginBed.config("origin", 0), null);
    }

    private static Viewer viewer(OriginServer origin) {
        return new Viewer(OriginBed.base(origin.port()), OriginBed.STREAM, 6);
    }

    private static double refused(OriginServer origin, String reason) {
        var counter = origin.service().registry().find("tributary.refusals").tag("reason", reason);
        return counter.counter() == null ? 0 : counter.counter().count();
    }

    private static double connections(OriginServer origin) {
        return origin.service().registry().get("tributary.rtmp.connections").gauge().value();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5); // bounded by the test's time
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    @Test
    void theBytesThatComeOutAreTheTagsThatWentIn() throws Exception {
        byte[] file = Fixture.bytes();
        try (OriginServer origin = origin();
                Viewer viewer = viewer(origin);
                RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            byte[] all = ClientBytes.publishing("live", NAME).flv(file).unpublish(NAME).bytes();
            for (int at = 0; at < all.length; at += 7_777) {
                push.send(Arrays.copyOfRange(all, at, Math.min(all.length, at + 7_777)));
            }
            push.readUntil("NetStream.Unpublish.Success");
            viewer.await("all", () -> media(viewer).length >= file.length - 13);
            assertThat(media(viewer)).isEqualTo(Arrays.copyOfRange(file, 13, file.length));
        }
    }

    private static byte[] media(Viewer viewer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        viewer.whole().values().forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void whoMayNotPublishReadsWhy() throws Exception {
        try (OriginServer origin = origin()) {
            assertThat(answer(origin, KEY + "?secret=sixteen characters or mor"))
                    .contains("NetStream.Publish.Denied", "bad_push_secret: the secret is");
            assertThat(answer(origin, KEY)).contains("bad_push_secret");
            assertThat(answer(origin, KEY.replace('2', '3') + "?secret=" + OriginBed.SECRET))
                    .contains("no_such_stream: this origin has no stream of that key");
            assertThat(answer(origin, "stream?secret=" + OriginBed.SECRET))
                    .contains("no_such_stream");
            try (RtmpPush one = new RtmpPush(origin.rtmpPort())) {
                one.send(ClientBytes.publishing("live", NAME));
                one.readUntil("NetStream.Publish.Start");
                assertThat(answer(origin, NAME)).contains("has_a_publisher: somebody else");
            }
            assertThat(refused(origin, "bad_push_secret")).isEqualTo(2);
            assertThat(refused(origin, "no_such_stream")).isEqualTo(2);
            assertThat(refused(origin, "has_a_publisher")).isEqualTo(1);
            await("nobody is left", () -> connections(origin) == 0);
        }
    }

    @Test
    void noSecretIsLogged() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.tributary");
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
        try (OriginServer origin = origin()) {
            assertThat(answer(origin, KEY + "?secret=the guess of a stranger")).isNotEmpty();
            assertThat(answer(origin, "the guess of a stranger")).isNotEmpty();
            try (RtmpPush push = new RtmpPush(origin.rtmpPort())) {
                push.send(ClientBytes.publishing("live", NAME).unpublish(NAME));
                push.readUntil("NetStream.Unpublish.Success");
            }
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("bad_push_secret"))
                .anyMatch(line -> line.contains("rtmp from 127.0.0.x"))
                .noneMatch(line -> line.contains("stranger") || line.contains(OriginBed.SECRET));
    }

    private static String answer(OriginServer origin, String name) throws IOException {
        try (RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            return push.send(ClientBytes.publishing("live", name)).readAll();
        }
    }

    @Test
    void aPushAndAnRtmpPublisherAreOneAtATime() throws Exception {
        try (OriginServer origin = origin();
                Viewer viewer = viewer(origin)) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            try (RtmpPush rtmp = new RtmpPush(origin.rtmpPort())) {
                rtmp.send(ClientBytes.publishing("live", NAME));
                rtmp.readUntil("NetStream.Publish.Start");
                try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                    assertThat(push.answer()).contains("409", "has_a_publisher");
                }
            }
            String end = "";
            while (!end.startsWith("HTTP/1.1 200")) {
                try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                    push.send(FlvHeader.bytes(false, true)).send(source.videoTag(1, 99, 0, true));
                    end = push.end();
                } catch (IOException refused) {
                    Thread.sleep(20); // the door may not have noticed yet
                }
            }
            viewer.await("what was pushed", () -> !viewer.whole().isEmpty());
        }
    }

    @Test
    void whatIsNoRtmpEndsItsConnectionAndAnOddTagDoesNot() throws Exception {
        try (OriginServer origin = origin()) {
            try (RtmpPush web = new RtmpPush(origin.rtmpPort())) {
                web.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                web.readAll();
            }
            await("counted", () -> refused(origin, "rtmp_version") == 1);
            try (RtmpPush odd = new RtmpPush(origin.rtmpPort())) {
                byte[] tag = source.videoTag(1, 99, 0, true);
                tag[11] = 0; // no frame type
                byte[] cut = Arrays.copyOf(tag, 40);
                ClientBytes client = ClientBytes.publishing("live", NAME).tag(tag);
                odd.send(client.aggregate(0, cut).unpublish(NAME));
                odd.readUntil("NetStream.Unpublish.Success");
                assertThat(refused(origin, "odd_tag_unknown_frame")).isEqualTo(1);
                assertThat(refused(origin, "odd_tag_truncated")).isEqualTo(1);
            }
            await("gone", () -> connections(origin) == 0);
        }
    }

    @Test
    void whoTakesTooLongIsCutOffAtEachStep() throws Exception {
        try (OriginServer origin =
                bed.rtmp(OriginBed.config("origin", 0).withLimits(QUICK), null)) {
            ClientBytes[] starts = {
                new ClientBytes(),
                new ClientBytes().raw(ClientBytes.handshake()),
                new ClientBytes().raw(ClientBytes.handshake()).connect("live")
            };
            for (ClientBytes start : starts) {
                try (RtmpPush slow = new RtmpPush(origin.rtmpPort())) {
                    slow.send(start).readAll();
                }
            }
            assertThat(refused(origin, "rtmp_slow")).isEqualTo(3);
            try (RtmpPush silent = new RtmpPush(origin.rtmpPort())) {
                silent.send(ClientBytes.publishing("live", NAME)).readAll();
            }
            assertThat(refused(origin, "rtmp_idle")).isEqualTo(1);
        }
    }

    @Test
    void connectionsOfOneAddressAreBounded() throws Exception {
        try (OriginServer origin = origin()) {
            List<RtmpPush> many = new ArrayList<>();
            for (int i = 0; i < RtmpDoor.CONNECTIONS_PER_ADDRESS; i++) {
                many.add(new RtmpPush(origin.rtmpPort()));
            }
            await("all", () -> connections(origin) == RtmpDoor.CONNECTIONS_PER_ADDRESS);
            try (RtmpPush more = new RtmpPush(origin.rtmpPort())) {
                more.readAll();
            }
            assertThat(refused(origin, "connections_per_address")).isEqualTo(1);
            for (RtmpPush one : many) {
                one.close();
            }
        }
    }

    @Test
    void aPublisherWhoIsFasterThanTimeWaits() throws Exception {
        try (OriginServer origin = origin();
                Viewer viewer = viewer(origin);
                RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            ClientBytes client = ClientBytes.publishing("live", NAME);
            for (int i = 0; i < 36 * 26; i++) {
                client.tag(source.videoTag(i, 1_500, 40L * i, i % 26 == 0));
            }
            push.send(client);
            viewer.await("the first", () -> viewer.whole().size() >= OriginStreamConfig.AHEAD_MAX);
            int early = viewer.whole().size();
            viewer.await("more", () -> viewer.whole().size() > early);
            assertThat(early).isLessThan(35);
        }
    }

    @Test
    void theDoorSpeaksTlsWhenTheOriginDoes(@TempDir Path folder) throws Exception {
        HttpConfig.Tls files = TestCertificate.in(folder);
        try (OriginServer origin = bed.rtmp(OriginBed.config("origin", 0).withTls(files), null);
                RtmpPush push =
                        new RtmpPush(
                                TestCertificate.trusting(files)
                                        .getSocketFactory()
                                        .createSocket(
                                                InetAddress.getLoopbackAddress(),
                                                origin.rtmpPort()))) {
            push.send(ClientBytes.publishing("live", NAME));
            push.readUntil("NetStream.Publish.Start");
            try (RtmpPush plain = new RtmpPush(origin.rtmpPort())) {
                plain.send(ClientBytes.handshake()).readAll();
            }
            await("counted", () -> refused(origin, "undecodable") == 1);
        }
    }

    @Test
    void aStopEndsThePublisherAndTheStream() throws Exception {
        try (OriginServer origin = origin();
                RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            push.send(ClientBytes.publishing("live", NAME));
            push.readUntil("NetStream.Publish.Start");
            origin.service().stop().join();
            assertThat(push.readAll()).doesNotContain("onStatus");
        }
    }
}
