package dev.tributary.transport.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.origin.Push;
import dev.tributary.transport.player.FlvGateway;
import dev.tributary.webrtc.browser.Chromium;
import dev.tributary.webrtc.browser.PageServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A browser's video element plays what a viewer that others feed plays. */
@Tag("browser")
@Tag("slow")
@Timeout(300)
public final class BrowserPlayerTest {
    private static final int SECONDS = 30;
    private static final String OPT_IN =
            "opt-in with -Dbrowser=true: fetches mpegts.js through npm";

    /** Where the test builds; Maven runs it in the folder of the module. */
    private static final Path BUILD = Path.of(System.getProperty("build.folder", "target"));

    /** What the page says: how far it has played, and how. */
    private record State(double time, int frames, int dropped, double bufferEnd) {
        static State of(String line) {
            String[] words = line.split(" ", -1);
            return new State(
                    Double.parseDouble(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Double.parseDouble(words[3]));
        }
    }

    /** Maven's -q hides why a test was skipped, but not what it prints. */
    @BeforeAll
    static void askedFor() {
        if (!Boolean.getBoolean("browser")) {
            System.out.println("BrowserPlayerTest skipped: " + OPT_IN);
            Assumptions.abort(OPT_IN);
        }
    }

    @Test
    void aBrowserPlays() throws Exception {
        Map<String, byte[]> files = MpegtsJs.page(BUILD);
        try (Chromium browser = Chromium.start(new PageServer(files));
                Chain chain = new Chain(SubStreamSystem.SYSTEM);
                Push push = chain.push();
                Broadcast broadcast = new Broadcast(push, Fixture.bytes(), 12_000)) {
            PageServer page = browser.page();
            Chain.Seat seat = chain.watch();
            Chain.Seat other = chain.watch();
            page.tell("play", "http://127.0.0.1:" + seat.port() + FlvGateway.PATH);

            State first = next(page);
            while (first.frames() == 0) {
                first = next(page);
            }
            State last = first;
            while (last.time() - first.time() < 10) {
                last = next(page);
            }
            assertThat(last.frames()).isGreaterThan(100);
            assertThat(last.bufferEnd()).isGreaterThan(last.time());
            assertThat(seat.viewer().status().stalls()).isZero();
            long shared = seat.viewer().status().peerBytes() + other.viewer().status().peerBytes();
            assertThat(shared).isPositive();
            page.tell("grab", "");
            look(Base64.getDecoder().decode(page.await("frame", SECONDS)));
            assertThat(page.inbox().seen()).noneMatch(message -> message.kind().equals("error"));
            assertThat(broadcast.pushed()).isNotEmpty();
        }
    }

    private static State next(PageServer page) throws InterruptedException {
        return State.of(page.await("state", SECONDS));
    }

    /** Keeps the frame and checks that there is something on it. */
    private static void look(byte[] jpeg) throws Exception {
        Files.write(BUILD.resolve("player-frame.jpg"), jpeg);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(180);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x += 4) {
            for (int y = 0; y < image.getHeight(); y += 4) {
                colours.add(image.getRGB(x, y) & 0xf0f0f0);
            }
        }
        assertThat(colours).hasSizeGreaterThan(20);
    }
}
