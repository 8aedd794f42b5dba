package dev.tributary.transport.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.hls.Kept;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What players of HLS get of a viewer. */
@Timeout(30)
final class HlsScreenTest {
    private final HttpService service =
            Services.plain(HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200));
    private final HlsScreen screen = new HlsScreen(service);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, service.eventLoop()).join();
    }

    private void play(Kept kept) {
        for (int slice = kept.after(0); slice > 0; slice = kept.after(slice)) {
            int next = slice;
            onLoop(() -> screen.add(kept.header(next), kept.media(next), kept.start(next)));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> segments(String path) throws Exception {
        return get(path).body().lines().filter(line -> line.endsWith(".m4s")).toList();
    }

    @Test
    void aPlayerBeginsWhereTheScreenIs() throws Exception {
        onLoop(screen::awaitScreen);
        Kept kept = new Kept(1_000, 700).push(Fixture.bytes());
        play(kept);
        HttpResponse<String> early = get("/live.m3u8");
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.body()).startsWith("no_screen_yet");
        onLoop(() -> screen.shown(kept.header(702)));
        String playlist = get("/live.m3u8").body();
        assertThat(playlist).containsPattern("#EXT-X-START:TIME-OFFSET=-[67]\\.");
        assertThat(segments("/live.m3u8")).first().isEqualTo("live/700.m4s");
        assertThat(segments("/live/index.m3u8")).first().isEqualTo("700.m4s");
        String name = playlist.replaceAll("(?s).*?URI=\"([^\"]*)\".*", "/$1");
        assertThat(get(name).statusCode()).isEqualTo(200);
        HttpResponse<String> segment = get("/live/700.m4s");
        assertThat(segment.statusCode()).isEqualTo(200);
        assertThat(segment.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(get("/live/master.m3u8").body()).contains("CODECS=");
        // A screen may show what came before the start of the FLV, and is not kept.
        onLoop(() -> screen.shown(new SliceHeader(698, 0, 1_000, 1, SliceHeader.KEYFRAME)));
        assertThat(get("/live.m3u8").body()).containsPattern("#EXT-X-START:TIME-OFFSET=-[89]\\.");
        // Nearer to the end than three segments nobody begins.
        onLoop(() -> screen.shown(kept.header(708)));
        assertThat(get("/live.m3u8").body()).contains("#EXT-X-START:TIME-OFFSET=-3.000\n");
    }

    @Test
    void anOriginThatCountsAnewOrFarAheadIsFollowed() throws Exception {
        play(new Kept(1_000, 700).push(Fixture.bytes()));
        int before = segments("/live.m3u8").size();
        play(new Kept(1_000, 1_000_000_000).push(Fixture.bytes()));
        assertThat(segments("/live.m3u8")).hasSizeGreaterThan(before);
        assertThat(get("/live.m3u8").body()).contains("#EXT-X-DISCONTINUITY\n");
        play(new Kept(1_000, 3).push(Fixture.bytes()));
        assertThat(segments("/live.m3u8")).first().isEqualTo("live/3.m4s");
        assertThat(segments("/live.m3u8")).noneMatch(name -> name.contains("1000000"));
    }

    @Test
    void moreIsKeptWhileSomebodyAsksAndNeverTooMuch() throws Exception {
        int slice = many(1, 20);
        assertThat(keptBytes()).isEqualTo(HlsScreen.SPARE_BYTES);
        assertThat(get("/live.m3u8").statusCode()).isEqualTo(503);
        many(slice, 20);
        assertThat(keptBytes()).isEqualTo(HlsScreen.KEPT_BYTES);
    }

    private long keptBytes() {
        return CompletableFuture.supplyAsync(screen::keptBytes, service.eventLoop()).join();
    }

    /** Plays slices of the largest size in which there is no tag. */
    private int many(int first, int count) {
        byte[] nothing = new byte[SliceHeader.SIZE_MAX];
        for (int i = first; i < first + count; i++) {
            SliceHeader header =
                    new SliceHeader(i, 1_000L * i, 1_000, nothing.length, SliceHeader.KEYFRAME);
            onLoop(() -> screen.add(header, nothing, FlvHeader.bytes(true, true)));
        }
        return first + count;
    }
}
