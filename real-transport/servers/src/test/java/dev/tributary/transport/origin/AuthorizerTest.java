package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.rtmp.ClientBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A site that is asked before each publish. */
@Timeout(60)
@Tag("slow")
final class AuthorizerTest {
    private static final String KEY = "00000000000000010000000000000002";
    private static final String NAME = KEY + "?secret=" + OriginBed.SECRET;

    private final OriginBed bed = new OriginBed();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpService site =
            new HttpService(OriginBed.config("site", 0), OriginBed.registry());
    private volatile Consumer<HttpExchange> verdict = exchange -> exchange.respond(204, "");

    @BeforeEach
    void open() throws IOException {
        site.route(
                "POST",
                "/may",
                1_000,
                exchange -> {
                    String type = exchange.header("Content-Type");
                    asked.add(type + " " + exchange.body().toString(StandardCharsets.UTF_8));
                    verdict.accept(exchange);
                });
        site.start();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private OriginServer origin(int port) throws IOException {
        BaseUrl.Target url = BaseUrl.Target.parse("http://127.0.0.1:" + port + "/may");
        return bed.rtmp(OriginBed.config("origin", 0), url);
    }

    private static String rtmp(OriginServer origin, String name) throws IOException {
        try (RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            return push.send(ClientBytes.publishing("live", name)).readAll();
        }
    }

    private static String http(OriginServer origin) throws IOException {
        byte[] tag = new SyntheticFlv(1).videoTag(1, 99, 0, true);
        try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
            return push.send(FlvHeader.bytes(false, true)).send(tag).end();
        }
    }

    private static double refused(OriginServer origin, String reason) {
        return origin.service()
                .registry()
                .get("tributary.refusals")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static String question(String protocol) {
        return "application/json {\"stream\":\""
                + KEY
                + "\",\"address\":\"127.0.0.1\",\"protocol\":\""
                + protocol
                + "\"}";
    }

    @Test
    void whoTheSiteAdmitsPublishesByHttpAndByRtmp() throws Exception {
        try (OriginServer origin = origin(site.port())) {
            assertThat(http(origin)).isEqualTo("HTTP/1.1 200 OK published");
            try (RtmpPush push = new RtmpPush(origin.rtmpPort())) {
                push.send(ClientBytes.publishing("live", NAME).unpublish(NAME));
                push.readUntil("NetStream.Unpublish.Success");
            }
            assertThat(asked).containsExactly(question("http"), question("rtmp"));
        }
    }

    @Test
    void whoTheSiteRefusesReadsWhatItSays() throws Exception {
        verdict = exchange -> exchange.respond(402, "pay\tfirst");
        try (OriginServer origin = origin(site.port())) {
            assertThat(rtmp(origin, NAME))
                    .contains("NetStream.Publish.Denied", "not_authorized: pay?first");
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(false, true));
                assertThat(push.answer())
                        .isEqualTo("HTTP/1.1 403 Forbidden not_authorized: pay?first");
            }
            verdict = exchange -> exchange.respond(500, "x".repeat(5_000));
            assertThat(rtmp(origin, NAME)).contains("not_authorized: " + "x".repeat(80));
            assertThat(refused(origin, "not_authorized")).isEqualTo(3);
        }
    }

    @Test
    void theSiteIsAskedAboutNobodyWhoIsRefusedAnyway() throws Exception {
        try (OriginServer origin = origin(site.port())) {
            assertThat(rtmp(origin, KEY + "?secret=guess")).contains("bad_push_secret");
            assertThat(rtmp(origin, "x")).contains("no_such_stream");
            try (RtmpPush one = new RtmpPush(origin.rtmpPort())) {
                one.send(ClientBytes.publishing("live", NAME));
                one.readUntil("NetStream.Publish.Start");
                assertThat(rtmp(origin, NAME)).contains("has_a_publisher");
            }
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void aSiteThatIsNotThereRefuses() throws Exception {
        int gone = site.port();
        site.close();
        try (OriginServer origin = origin(gone)) {
            assertThat(rtmp(origin, NAME)).contains("authorizer_failed: the site cannot be asked");
            assertThat(refused(origin, "authorizer_failed")).isEqualTo(1);
        }
    }

    @Test
    void aSiteThatDoesNotAnswerRefusesInTimeAndHoldsUpNobodyElse() throws Exception {
        verdict = exchange -> {};
        try (OriginServer origin = origin(site.port());
                RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            push.send(ClientBytes.publishing("live", NAME));
            push.readUntil("_result");
            while (asked.isEmpty()) {
                Thread.sleep(5);
            }
            assertThat(rtmp(origin, "x")).contains("no_such_stream");
            assertThat(push.readAll()).contains("authorizer_failed: ");
        }
    }

    @Test
    void whoGoesAwayWhileTheSiteThinksIsForgotten() throws Exception {
        List<HttpExchange> open = new CopyOnWriteArrayList<>();
        verdict = open::add;
        try (OriginServer origin = origin(site.port())) {
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET);
                    RtmpPush rtmp = new RtmpPush(origin.rtmpPort())) {
                push.send(FlvHeader.bytes(false, true));
                rtmp.send(ClientBytes.publishing("live", NAME));
                while (open.size() < 2) {
                    Thread.sleep(5);
                }
            }
            open.forEach(one -> one.eventLoop().execute(() -> one.respond(200, "late")));
            verdict = exchange -> exchange.respond(200, "yes");
            String end = "";
            while (!end.startsWith("HTTP/1.1 200")) {
                end = http(origin);
            }
        }
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the answer is what is waited for
    void whatComesBeforeTheVerdictIsKept() throws Exception {
        verdict =
                exchange ->
                        exchange.eventLoop()
                                .schedule(
                                        () -> exchange.respond(200, "yes"),
                                        300,
                                        TimeUnit.MILLISECONDS);
        try (OriginServer origin = origin(site.port());
                RtmpPush push = new RtmpPush(origin.rtmpPort())) {
            ClientBytes client = ClientBytes.publishing("live", NAME);
            for (int i = 0; i < 60; i++) {
                client.tag(new SyntheticFlv(1).videoTag(i, 10_000, 40L * i, i % 20 == 0));
            }
            push.send(client.unpublish(NAME));
            push.readUntil("NetStream.Unpublish.Success");
            assertThat(http(origin)).isEqualTo("HTTP/1.1 200 OK published");
        }
    }
}
