package dev.tributary.transport.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.origin.Push;
import dev.tributary.webrtc.browser.Chromium;
import dev.tributary.webrtc.browser.PageServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A browser's video element plays the HLS of an edge, and of a viewer, by hls.js. */
@Tag("browser")
@Tag("slow")
@EnabledIfSystemProperty(
        named = "browser",
        matches = "true",
        disabledReason = "opt-in with -Dbrowser=true: fetches hls.js through npm")
@Timeout(300)
final class BrowserHlsTest {
    private static final int SECONDS = 30;
    private static final Path BUILD = Path.of(System.getProperty("build.folder", "target"));

    @Test
    void theHlsOfAnEdgePlays() throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM);
                Push push = chain.push();
                Broadcast broadcast = new Broadcast(push, Fixture.bytes(), 8_000)) {
            String edge = "http://127.0.0.1:" + chain.edgePort();
            double behind = plays(edge + EdgeApi.path(Chain.STREAM) + "/hls/master.m3u8");
            System.out.println("behind live with a keyframe per second: " + behind + " s");
            assertThat(behind).isBetween(1.0, 12.0);
            assertThat(broadcast.pushed()).isNotEmpty();
        }
    }

    @Test
    void theHlsOfAViewerPlays() throws Exception {
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM);
                Push push = chain.push();
                Broadcast broadcast = new Broadcast(push, Fixture.bytes(), 14_000)) {
            Chain.Seat seat = chain.watch();
            // The viewer's own screen is 10 s behind live; a player begins where it is.
            double behind = plays("http://127.0.0.1:" + seat.port() + "/live.m3u8");
            assertThat(behind).isBetween(5.0, 25.0);
            assertThat(broadcast.pushed()).isNotEmpty();
        }
    }

    /** Plays ten seconds without an error; returns how far behind live, seconds. */
    private static double plays(String url) throws Exception {
        Map<String, byte[]> files = HlsJs.page(BUILD);
        try (Chromium browser = Chromium.start(new PageServer(files))) {
            PageServer page = browser.page();
            page.tell("play", url);
            String[] first = next(page);
            while (Integer.parseInt(first[1]) == 0) {
                first = next(page);
            }
            String[] last = first;
            while (Double.parseDouble(last[0]) - Double.parseDouble(first[0]) < 10) {
                last = next(page);
            }
            assertThat(Integer.parseInt(last[1])).isGreaterThan(100);
            assertThat(page.inbox().seen()).noneMatch(message -> message.kind().equals("error"));
            return Long.parseLong(last[3]) / 1_000.0;
        }
    }

    private static String[] next(PageServer page) throws InterruptedException {
        return page.await("state", SECONDS).split(" ", -1);
    }
}
