package dev.tributary.transport.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.scheduler.client.SchedulerApi;
import dev.tributary.transport.scheduler.client.SchedulerClient;
import dev.tributary.transport.scheduler.client.SchedulerEvents;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scheduler that names servers nobody can reach is a scheduler that failed. */
final class SchedulerClientTest {
    private static final String TRACKER = "ws://127.0.0.1:1/v1/tracker";
    private static final String EDGE = "http://127.0.0.1:2";
    private static final String STUN = "127.0.0.1:3";

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(Services.loopback(), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void takesServersThatCanBeReached() throws Exception {
        assertThat(asked(SubStreamSystem.SYSTEM, TRACKER, EDGE, STUN))
                .isEqualTo(TRACKER + " " + EDGE + " [" + STUN + "]");
        assertThat(asked(CdnSystem.SYSTEM, "", EDGE, "")).isEqualTo("null " + EDGE + " []");
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://e:1, s:1",
        "ws://%%%, http://e:1, s:1",
        "ws://t:0, http://e:1, s:1",
        "http://t, http://e:1, s:1",
        "wss://t, http://e:1, s:1",
        "ws://t, https://e:1, s:1",
        "ws://t, http://e:99999, s:1",
        "ws://t, http://e:0, s:1",
        "ws://t, e, s:1",
        "ws://t, http://e:1, s",
        "ws://t, http://e:1, 's:1,,s:2'",
    })
    void refusesOthers(String tracker, String edge, String stun) throws Exception {
        assertThat(asked(SubStreamSystem.SYSTEM, tracker, edge, stun))
                .startsWith("an answer without servers: ");
    }

    /** Returns what the viewer learns of an answer with these servers. */
    private String asked(SystemProfile strategy, String tracker, String edge, String stun)
            throws Exception {
        byte[] answer =
                MessageCodec.encode(
                        new LinkAnswer(
                                0,
                                Payload.of(new byte[1]),
                                Payload.of(new byte[LinkAnswer.KEY_BYTES]),
                                SchedulerServerTest.room(strategy)));
        Map<String, String> headers =
                Map.of(
                        SchedulerApi.TRACKER.toString(), tracker,
                        SchedulerApi.EDGE.toString(), edge,
                        SchedulerApi.STUN.toString(), stun);
        server.createContext(
                SchedulerApi.LINK,
                exchange -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        Told told = new Told();
        BaseUrl base = new BaseUrl(false, "127.0.0.1", server.getAddress().getPort());
        try (SchedulerClient client =
                new SchedulerClient(group.next(), base, HttpClientConfig.defaults(), told)) {
            client.askScheduler(new GetLink(new StreamKey(1, 2), Payload.of(new byte[32])));
            return told.text.get(10, TimeUnit.SECONDS);
        } finally {
            server.removeContext(SchedulerApi.LINK);
        }
    }

    private static final class Told implements SchedulerEvents {
        private final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public void answered(LinkAnswer answer, Servers servers) {
            text.complete(servers.tracker() + " " + servers.edge() + " " + servers.stun());
        }

        @Override
        public void rejected(Rejection rejection) {
            text.complete(rejection.toString());
        }

        @Override
        public void failed(String reason) {
            text.complete(reason);
        }
    }
}
