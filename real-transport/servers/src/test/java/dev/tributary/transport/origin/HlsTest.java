package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.flv.FlvTag;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be asked of origins and edges that serve HLS. */
@Timeout(60)
final class HlsTest {
    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void originAndEdgeNameAndMakeTheSame() throws Exception {
        try (Hls hls = new Hls().push(Clip.fixture().flv())) {
            List<String> names = hls.segments();
            assertThat(names).hasSizeGreaterThanOrEqualTo(8);
            assertThat(hls.edgeSegments(names.size())).isEqualTo(names);
            for (String name : names) {
                byte[] there = hls.send("GET", hls.edgePort(), name).body();
                assertThat(hls.get(name).body()).isEqualTo(there);
            }
            byte[] init = hls.send("GET", hls.edgePort(), hls.init()).body();
            assertThat(hls.get(hls.init()).body()).isEqualTo(init);
        }
    }

    @Test
    void answersSayWhatTheyAreForHowLongAndForWhom() throws Exception {
        try (Hls hls = new Hls().push(Clip.fixture().flv())) {
            HttpResponse<byte[]> playlist = hls.get("index.m3u8");
            assertThat(header(playlist, "content-type")).isEqualTo("application/vnd.apple.mpegurl");
            assertThat(header(playlist, "cache-control")).isEqualTo("public, max-age=1");
            assertThat(header(playlist, "access-control-allow-origin")).isEqualTo("*");
            HttpResponse<byte[]> segment = hls.get(hls.segments().get(0));
            assertThat(header(segment, "content-type")).isEqualTo("video/mp4");
            assertThat(header(segment, "cache-control")).contains("immutable");
            assertThat(header(segment, "access-control-allow-origin")).isEqualTo("*");
            HttpResponse<byte[]> head = hls.send("HEAD", hls.origin.port(), hls.segments().get(0));
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "content-length")).isEqualTo("" + segment.body().length);
            assertThat(hls.send("POST", hls.origin.port(), "index.m3u8").statusCode())
                    .isEqualTo(405);
            assertThat(Hls.text(hls.get("master.m3u8"))).contains("CODECS=\"avc1.");
        }
    }

    @Test
    void partsOfSegmentsFollowTheRfc() throws Exception {
        try (Hls hls = new Hls().push(Clip.fixture().flv())) {
            for (String name : List.of(hls.init(), hls.segments().get(3))) {
                byte[] whole = hls.get(name).body();
                HttpResponse<byte[]> part = hls.get(name, "Range", "bytes=100-299");
                assertThat(part.statusCode()).isEqualTo(206);
                assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 300));
                assertThat(header(part, "content-range"))
                        .isEqualTo("bytes 100-299/" + whole.length);
                HttpResponse<byte[]> end = hls.get(name, "Range", "bytes=-7");
                int size = whole.length;
                assertThat(end.body()).isEqualTo(Arrays.copyOfRange(whole, size - 7, size));
                assertThat(hls.get(name, "Range", "bytes=" + size + "-").statusCode())
                        .isEqualTo(416);
                assertThat(hls.get(name, "Range", "bytes=0-1,4-5").statusCode()).isEqualTo(416);
                assertThat(hls.get(name, "Range", "bytes=5-4").statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void whatIsNotThereIsRefusedWithTheReason() throws Exception {
        try (Hls hls = new Hls()) {
            HttpResponse<byte[]> early = hls.get("index.m3u8");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(header(early, "retry-after")).isEqualTo("1");
            assertThat(Hls.text(early)).startsWith("no_segment_yet");
            hls.push(Clip.fixture().flv());
            assertThat(Hls.text(hls.get("1.m4s"))).startsWith("segment_gone");
            assertThat(Hls.text(hls.get("2000000000.m4s"))).startsWith("segment_not_yet");
            String first = hls.segments().get(0).replace(".m4s", "");
            assertThat(Hls.text(hls.get(first + "-99.m4s"))).startsWith("no_such_segment");
            assertThat(Hls.text(hls.get("init-0123456789abcdef.mp4"))).startsWith("init_gone");
            for (String odd : List.of("", "..", "99999999999.m4s", "0.m4s", "1-0.m4s", "a.m4s")) {
                assertThat(hls.get(odd).statusCode()).as(odd).isEqualTo(404);
            }
            assertThat(header(hls.get("1.m4s"), "cache-control")).isEqualTo("no-store");
        }
    }

    @Test
    void aCodecThatHlsCannotCarryIsNamed() throws Exception {
        Clip vp6 =
                Clip.fixture()
                        .only(part -> part.frame() && part.is(MediaTag.Kind.VIDEO))
                        .each(
                                part -> {
                                    byte[] body = {(byte) (part.keyframe() ? 0x14 : 0x24), 1, 2, 3};
                                    byte[] tag = FlvTag.of(FlvTag.VIDEO, part.millis(), body);
                                    return Clip.Part.raw(part.millis(), tag);
                                });
        try (Hls hls = new Hls().push(vp6.flv())) {
            HttpResponse<byte[]> answer = hls.get("index.m3u8");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Hls.text(answer)).startsWith("not_in_hls").contains("VP6").contains("FLV");
            assertThat(hls.get("master.m3u8").statusCode()).isEqualTo(404);
        }
    }
}
