package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.edge.client.EdgeApi;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be asked of an edge in single requests. */
final class EdgeRoutesTest {
    private static final String SESSION = "00112233445566778899aabbccddeeff";
    private static final int BYTES = 40_000;

    private EdgeBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new EdgeBed();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void theIndexIsTheOriginsWithItsSignature() throws Exception {
        assertThat(bed.get(EdgeBed.PATH + "/index").statusCode()).isEqualTo(503);
        bed.publish(5, BYTES);
        bed.publish(6, BYTES);
        HttpResponse<byte[]> answer = bed.get(EdgeBed.PATH + "/index");
        byte[] body = answer.body();
        Index index = (Index) MessageCodec.decode(body, 0, body.length);
        assertThat(index.headers()).extracting(header -> header.slice()).containsExactly(5, 6);
        String signature = answer.headers().firstValue(EdgeApi.SIGNATURE).orElseThrow();
        assertThat(bed.check().index(body, Base64.getUrlDecoder().decode(signature))).isTrue();
        assertThat(answer.headers().firstValue("cache-control")).hasValue("public, max-age=1");
    }

    @Test
    @Timeout(20)
    void whatSlicesHoldIsLookedAt() throws Exception {
        bed.publish(5, BYTES);
        var gauge = bed.service.registry().get("tributary.edge.held.bytes").gauge();
        while (gauge.value() < BYTES) {
            Thread.sleep(20); // bounded by the test's time
        }
    }

    @Test
    void aSliceIsServedWholeAndWithoutBody() throws Exception {
        bed.publish(5, BYTES);
        HttpResponse<byte[]> whole = bed.get(EdgeBed.PATH + "/slices/5");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(EdgeBed.media(5, BYTES));
        assertThat(whole.headers().firstValue(EdgeApi.SLICE)).hasValue("5,5000,1000,40000,1");
        assertThat(whole.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        HttpResponse<byte[]> head = bed.send("HEAD", EdgeBed.PATH + "/slices/5");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length")).hasValue("40000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes=0-0, 206, 0, 1",
        "bytes=0-15359, 206, 0, 15360",
        "bytes=15360-, 206, 15360, 24640",
        "bytes=39999-39999, 206, 39999, 1",
        "bytes=39999-99999999, 206, 39999, 1",
        "bytes=-100, 206, 39900, 100",
        "bytes=-999999, 206, 0, 40000",
        "lines=1-2, 200, 0, 40000",
        "bytes=40000-, 416, 0, 0",
        "bytes=-0, 416, 0, 0",
        "'bytes=0-1,3-4', 416, 0, 0",
        "bytes=9-8, 400, 0, 0",
        "bytes=, 400, 0, 0",
        "bytes=-, 400, 0, 0",
        "bytes=a-b, 400, 0, 0",
        "bytes=0x1-2, 400, 0, 0",
        "bytes=99999999999999999999-, 400, 0, 0",
        "bytes=1--2, 400, 0, 0"
    })
    void rangesFollowTheRfc(String range, int status, int from, int length) throws Exception {
        bed.publish(5, BYTES);
        HttpResponse<byte[]> answer = bed.get(EdgeBed.PATH + "/slices/5", "Range", range);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status < 300) {
            byte[] media = EdgeBed.media(5, BYTES);
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(media, from, from + length));
        } else {
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).endsWith("_range\n");
        }
        String place = answer.headers().firstValue("content-range").orElse("");
        if (status == 206) {
            assertThat(place).isEqualTo("bytes " + from + "-" + (from + length - 1) + "/40000");
        } else {
            assertThat(place).isEqualTo(status == 416 ? "bytes */40000" : "");
        }
    }

    @Test
    void theSealIsTheFirstMessageWithoutItsMedia() throws Exception {
        bed.publish(5, BYTES);
        byte[] seal = bed.get(EdgeBed.PATH + "/slices/5.seal").body();
        byte[] media = EdgeBed.media(5, BYTES);
        byte[] message = Arrays.copyOf(seal, seal.length + 15_360);
        System.arraycopy(media, 0, message, seal.length, 15_360);
        Data data = (Data) MessageCodec.decode(message, 0, message.length);
        assertThat(bed.check().signed(data.header(), data.seal())).isTrue();
        assertThat(bed.check().matches(data.header(), data.seal(), 0, data.payload())).isTrue();
    }

    @Test
    void onlyTheNewestSlicesAreKept() throws Exception {
        for (int s = 100; s < 170; s++) {
            bed.publish(s, 100);
        }
        assertThat(bed.get(EdgeBed.PATH + "/slices/106").statusCode()).isEqualTo(200);
        assertThat(body("/slices/105")).isEqualTo("404 slice_gone");
        assertThat(body("/slices/170")).isEqualTo("404 slice_not_yet");
        bed.publish(1_000, 100);
        assertThat(body("/slices/169")).isEqualTo("404 slice_gone");
        assertThat(bed.get(EdgeBed.PATH + "/slices/1000").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/index | GET, HEAD, OPTIONS",
                "/slices/5 | GET, HEAD, OPTIONS",
                "/live | GET, HEAD, OPTIONS",
                "/live/" + SESSION + " | POST, OPTIONS",
            })
    void allowNamesTheMethodsThatAPathHas(String path, String methods) throws Exception {
        for (String method : List.of("OPTIONS", "PATCH")) {
            HttpResponse<?> answer = bed.send(method, EdgeBed.PATH + path);
            assertThat(answer.statusCode()).isEqualTo(method.equals("OPTIONS") ? 204 : 405);
            assertThat(answer.headers().firstValue("allow")).hasValue(methods);
        }
        assertThat(bed.send("OPTIONS", EdgeBed.PATH + "/publish").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/slices/0, 400 bad_slice_number",
        "/slices/-1, 400 bad_slice_number",
        "/slices/01, 400 bad_slice_number",
        "/slices/2147483648, 400 bad_slice_number",
        "/slices/9999999999, 400 bad_slice_number",
        "/slices/5.seal.seal, 400 bad_slice_number",
        "/slices/, 400 bad_slice_number",
        "/slices/6.seal, 404 slice_not_yet",
        "/nothing, 404 unknown_path",
        "/live?n=6&sub=3f&from=1, 400 bad_session",
        "/live?session=xyz&n=6&sub=3f&from=1, 400 bad_session",
        "/live?session=S&sub=3f&from=1, 400 bad_number_of_sub_streams",
        "/live?session=S&n=0&sub=1&from=1, 400 bad_number_of_sub_streams",
        "/live?session=S&n=32&sub=1&from=1, 400 bad_number_of_sub_streams",
        "/live?session=S&n=6&sub=40&from=1, 400 bad_sub_streams",
        "/live?session=S&n=6&sub=0&from=1, 400 bad_sub_streams",
        "/live?session=S&n=31&sub=ffffffff&from=1, 400 bad_sub_streams",
        "/live?session=S&n=31&sub=fffffffff&from=1, 400 bad_sub_streams",
        "/live?session=S&n=6&sub=3f, 400 bad_sub_streams",
        "/live?session=S&n=6&sub=3f&from=-1, 400 bad_sub_streams",
        "/live?session=S&n=6&sub=3f&from=2147483648, 400 bad_sub_streams",
        "/edge, 400 bad_session"
    })
    void badQuestionsGetAReason(String path, String expected) throws Exception {
        bed.publish(5, BYTES);
        assertThat(body(path.replace("=S&", "=" + SESSION + "&"))).isEqualTo(expected);
    }

    @Test
    void unknownStreamsSessionsAndMethodsAreRefused() throws Exception {
        assertThat(bed.get("/v1/" + "0".repeat(32) + "/index").statusCode()).isEqualTo(404);
        assertThat(bed.get("/v1/short").statusCode()).isEqualTo(404);
        assertThat(
                        bed.send("POST", EdgeBed.PATH + "/live/" + SESSION + "?sub=1&from=1")
                                .statusCode())
                .isEqualTo(404);
        assertThat(bed.send("POST", EdgeBed.PATH + "/index").statusCode()).isEqualTo(405);
        assertThat(bed.send("DELETE", EdgeBed.PATH + "/index").statusCode()).isEqualTo(405);
        String live = EdgeBed.PATH + "/live?session=" + SESSION + "&n=1&sub=1&from=1";
        assertThat(bed.send("HEAD", live).statusCode()).isEqualTo(200);
    }

    @Test
    void viewersAreSpreadOverTheNodesAndStayWhereTheyAre() throws Exception {
        BaseUrl one = new BaseUrl(false, "edge-1.example", 80);
        BaseUrl two = new BaseUrl(true, "edge-2.example", 443);
        Set<String> seen = new HashSet<>();
        try (EdgeBed many = new EdgeBed(one, two)) {
            for (int i = 0; i < 32; i++) {
                String path = EdgeBed.PATH + "/edge?session=" + String.format("%032x", i * 77);
                HttpResponse<byte[]> first = many.get(path);
                String to = first.headers().firstValue("location").orElseThrow();
                assertThat(first.statusCode()).isEqualTo(302);
                assertThat(many.get(path).headers().firstValue("location")).hasValue(to);
                seen.add(to);
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        one + EdgeBed.PATH + "/index", two + EdgeBed.PATH + "/index");
        HttpResponse<byte[]> alone = bed.get(EdgeBed.PATH + "/edge?session=" + SESSION);
        assertThat(alone.headers().firstValue("location")).hasValue(EdgeBed.PATH + "/index");
    }

    @Test
    void aNodeThatGoesMovesOnlyItsOwnViewers() {
        List<BaseUrl> three =
                List.of(
                        new BaseUrl(false, "a", 80),
                        new BaseUrl(false, "b", 80),
                        new BaseUrl(false, "c", 80));
        for (int i = 0; i < 200; i++) {
            String session = String.format("%032x", i * 31);
            BaseUrl before = NodeChoice.of(session, three);
            BaseUrl after = NodeChoice.of(session, three.subList(0, 2));
            assertThat(before.equals(three.get(2)) || before.equals(after)).isTrue();
        }
    }

    private String body(String path) throws Exception {
        HttpResponse<byte[]> answer = bed.get(EdgeBed.PATH + path);
        return answer.statusCode()
                + " "
                + new String(answer.body(), StandardCharsets.UTF_8).strip();
    }
}
