package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.Upstreams;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Said;
import dev.tributary.transport.http.Services;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An origin that pulls what is no live FLV says why. */
@Timeout(60)
final class PullRefusalTest {
    private final OriginBed bed = new OriginBed();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | video/x-flv | - | status 403",
                "206 | video/x-flv | - | status 206",
                "200 | text/html | - | the answer is text/html, not FLV",
                "200 | application/vnd.apple.mpegurl | - | mpegurl, not FLV",
                "200 | video/x-flv | gzip | compressed (gzip)",
                "200 | video/x-flv | identity | malformed FLV",
            })
    void whatIsNoFlvIsNamed(int status, String type, String coding, String reason)
            throws Exception {
        try (Said said = new Said(Upstreams.class);
                HttpService upstream =
                        new HttpService(Services.config(), Services.registry())
                                .get("/a.flv", e -> answer(e, status, type, coding))
                                .start();
                OriginServer origin = pulling(upstream.port())) {
            while (said.lines().isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(said.lines().get(0))
                    .startsWith("WARN origin: cannot follow stream ")
                    .contains("/a.flv?...: ", reason)
                    .doesNotContain("secret");
            assertThat(origin.service().registry().scrape())
                    .contains("tributary_pulls_down{service=\"origin\"} 1.0");
        }
    }

    @Test
    void aPlaylistIsRefusedBeforeAnythingIsAsked() {
        BaseUrl.Target list = BaseUrl.Target.parse("http://127.0.0.1/live/a.M3U8?x=.flv");
        assertThatThrownBy(() -> OriginStreamConfig.pulled(OriginBed.STREAM, list))
                .hasMessageContaining("HTTP-FLV");
    }

    private OriginServer pulling(int port) throws Exception {
        String url = "http://me:secret@127.0.0.1:" + port + "/a.flv?token=secret";
        return bed.origin(
                0,
                OriginBed.SECONDS,
                OriginStreamConfig.pulled(OriginBed.STREAM, BaseUrl.Target.parse(url)));
    }

    private static void answer(HttpExchange exchange, int status, String type, String coding) {
        if (!coding.equals("-")) {
            exchange.set(HttpHeaderNames.CONTENT_ENCODING, coding);
        }
        exchange.respond(status, type, Unpooled.wrappedBuffer(new byte[100]));
    }
}
