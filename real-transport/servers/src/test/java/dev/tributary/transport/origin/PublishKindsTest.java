package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.RawClient;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.http.Said;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How publishers come, and what those who may not are told. */
@Tag("slow")
@Timeout(60)
final class PublishKindsTest {
    private static final String EXPECTING =
            "Host: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                    + "Expect: 100-continue\r\n";
    private static final String SECRET = OriginServer.SECRET + ": " + OriginBed.SECRET + "\r\n";

    /** The header of FLV with sound and picture, whose bytes are all of ASCII. */
    private static final String FLV = "FLV\1\5\0\0\0\11";

    private final OriginBed bed = new OriginBed();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void bothMethodsPublish(String method) throws Exception {
        try (OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            String head = method + " " + OriginBed.PUBLISH + " HTTP/1.1\r\n" + EXPECTING + SECRET;
            assertThat(
                            RawClient.exchange(
                                    origin.port(), head + "\r\n9\r\n" + FLV + "\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")
                    .endsWith("published\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4\r\nFLVx\r\n", "4\r\nFLV\1\r\n"})
    void whatEndsWithinTheHeaderIsNoFlv(String chunks) throws Exception {
        try (OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            String head = "POST " + OriginBed.PUBLISH + " HTTP/1.1\r\n" + EXPECTING + SECRET;
            assertThat(RawClient.exchange(origin.port(), head + "\r\n" + chunks + "0\r\n\r\n"))
                    .contains("HTTP/1.1 400 ", "malformed_flv: ");
            assertThat(origin.service().refusals().count("malformed_flv")).isEqualTo(1);
        }
    }

    @Test
    void oddTagsAreSaidOnceEachWithTheStreamAndCounted() throws Exception {
        try (Said said = new Said(Refusals.class);
                OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            for (int i = 0; i < 3; i++) {
                try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                    push.send(FlvHeader.bytes(true, true)).send(FlvTag.of(9, 0, new byte[0]));
                    push.send(FlvTag.of(9, 0, new byte[] {0x10}));
                    push.send(new byte[] {9, 0, 1}).end();
                }
            }
            String rest = "-: stream " + EdgeApi.name(OriginBed.STREAM);
            assertThat(said.lines())
                    .containsExactly(
                            once("odd_tag_unknown_codec") + rest,
                            once("odd_tag_truncated") + rest,
                            once("tag_no_media") + rest);
            for (String reason :
                    List.of("odd_tag_unknown_codec", "odd_tag_truncated", "tag_no_media")) {
                assertThat(origin.service().refusals().count(reason)).as(reason).isEqualTo(3);
            }
        }
    }

    private static String once(String reason) {
        return "WARN origin: refused " + reason + " (1 since the last line) from ";
    }

    @Test
    void pathOfPublishersHasTheirMethodsOnly() throws Exception {
        try (OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            String rest = OriginBed.PUBLISH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            assertThat(RawClient.exchange(origin.port(), "GET " + rest))
                    .startsWith("HTTP/1.1 405 ")
                    .containsIgnoringCase("allow: POST, PUT, OPTIONS\r\n");
            assertThat(RawClient.exchange(origin.port(), "OPTIONS " + rest))
                    .startsWith("HTTP/1.1 204 ")
                    .containsIgnoringCase("allow: POST, PUT, OPTIONS\r\n");
        }
    }

    @Test
    void whoMayNotPublishHearsWhyBeforeSending() throws Exception {
        try (OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            String wrong = EXPECTING + OriginServer.SECRET + ": wrong\r\n\r\n";
            assertThat(
                            RawClient.exchange(
                                    origin.port(),
                                    "PUT " + OriginBed.PUBLISH + " HTTP/1.1\r\n" + wrong))
                    .startsWith("HTTP/1.1 403 ")
                    .endsWith("bad_push_secret: the secret is missing or wrong\n");
            String other = "POST /v1/" + "F".repeat(32) + "/publish HTTP/1.1\r\n";
            assertThat(RawClient.exchange(origin.port(), other + EXPECTING + SECRET + "\r\n"))
                    .startsWith("HTTP/1.1 404 ")
                    .endsWith("unknown_stream\n");
        }
    }

    @Test
    void beginStandstillAndEndAreSaid() throws Exception {
        try (Said said = new Said(OriginStream.class);
                OriginServer origin = bed.patient()) {
            byte[] start = FlvHeader.bytes(true, true);
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(start);
                await(said, "stands still");
                push.send(new byte[] {9});
                await(said, "goes on");
            }
            await(said, "ended");
            assertThat(said.lines())
                    .extracting(line -> line.replaceFirst("stream [0-9a-f]{32}: (\\w+).*", "$1"))
                    .containsExactly("INFO began", "WARN stands", "INFO goes", "INFO ended");
        }
    }

    @Test
    void firstSliceIsWaitedForUnderItsName() throws Exception {
        String index = "GET " + EdgeApi.path(OriginBed.STREAM) + "/index HTTP/1.1\r\nHost: x\r\n";
        String ask = index + "Connection: close\r\n\r\n";
        try (Said said = new Said(OriginStream.class);
                Said refused = new Said(Refusals.class);
                OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            assertThat(RawClient.exchange(origin.port(), ask)).endsWith("no_index_yet\n");
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                push.send(FlvHeader.bytes(true, true));
                await(said, "began with slice " + OriginBed.SECONDS + ": http from");
                assertThat(RawClient.exchange(origin.port(), ask))
                        .startsWith("HTTP/1.1 503 ")
                        .endsWith("no_slice_yet\n");
                assertThat(push.end()).contains("published");
            }
            await(said, "ended before its first slice " + OriginBed.SECONDS);
            assertThat(RawClient.exchange(origin.port(), ask)).endsWith("no_index_yet\n");
            try (Push push = new Push(origin.port(), OriginBed.PUBLISH, OriginBed.SECRET)) {
                byte[] picture = new SyntheticFlv(1).videoTag(1, 99, 0, true);
                push.send(FlvHeader.bytes(false, true)).send(picture).end();
            }
            await(said, "ended at slice " + OriginBed.SECONDS);
            assertThat(refused.lines())
                    .extracting(line -> line.replaceFirst(".*; ", ""))
                    .containsExactly(
                            "nobody publishes the stream",
                            "somebody publishes: the first slice is being cut");
        }
    }

    private static void await(Said said, String part) throws InterruptedException {
        while (said.lines().stream().noneMatch(line -> line.contains(part))) {
            Thread.sleep(20);
        }
    }
}
