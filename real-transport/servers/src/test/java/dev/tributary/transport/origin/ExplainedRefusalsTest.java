package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.http.Said;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.tracker.TrackerServer;
import dev.tributary.transport.tracker.TrackerServerConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log says of refusals whose names alone an operator would have to guess at. */
final class ExplainedRefusalsTest {
    private final OriginBed bed = new OriginBed();

    private static void explains(HttpService service, String reason) {
        try (Said said = new Said(Refusals.class)) {
            CompletableFuture.runAsync(() -> count(service, reason), service.eventLoop()).join();
            assertThat(said.lines()).singleElement().asString().containsPattern(": -; [a-z]+ ");
        }
    }

    private static void count(HttpService service, String reason) {
        service.refusals().count(reason, null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtmp_slow",
                "rtmp_application",
                "rtmp_play",
                "rtmp_record",
                "rtmp_idle",
                "rtmp_impatient",
                "no_such_stream",
                "bad_push_secret",
                "has_a_publisher"
            })
    void anOriginExplains(String reason) throws Exception {
        try (OriginServer origin = bed.rtmp(OriginBed.config("origin", 0), null)) {
            explains(origin.service(), reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unjoined",
                "rejection_bad_token",
                "token_expired",
                "token_too_long",
                "token_unknown_key"
            })
    void aTrackerExplains(String reason) {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            TrackerServer tracker =
                    new TrackerServer(service, TrackerServerConfig.defaults(), null, 1);
            assertThat(tracker).isNotNull();
            explains(service, reason);
        }
    }

    @Test
    void onlyWhoIsStillThereIsASlowReader() {
        try (HttpService service = Services.plain(HttpLimits.defaults())) {
            EmbeddedChannel gone = new EmbeddedChannel();
            assertThat(gone.close().isSuccess()).isTrue();
            send(service, gone);
            assertThat(service.refusals().count("slow_reader")).isZero();
            EmbeddedChannel slow = new EmbeddedChannel();
            slow.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
            send(service, slow);
            assertThat(service.refusals().count("slow_reader")).isEqualTo(1);
        }
    }

    private static void send(HttpService service, EmbeddedChannel channel) {
        Gate gate = new Gate(service.refusals(), null);
        new RtmpConnection(channel, gate, service.refusals(), service.limits())
                .send(new byte[] {1});
    }
}
