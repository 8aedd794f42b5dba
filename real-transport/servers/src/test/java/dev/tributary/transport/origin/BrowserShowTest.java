package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag.Kind;
import dev.tributary.transport.chain.MpegtsJs;
import dev.tributary.transport.player.FlvGateway;
import dev.tributary.webrtc.browser.Chromium;
import dev.tributary.webrtc.browser.PageServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Chromium with mpegts.js plays what sources do to it, without an error. */
@Tag("browser")
@Tag("slow")
@EnabledIfSystemProperty(
        named = "browser",
        matches = "true",
        disabledReason = "opt-in with -Dbrowser=true: fetches mpegts.js through npm")
@Timeout(300)
final class BrowserShowTest {
    private static final int SECONDS = 60;
    private static final Path BUILD = Path.of(System.getProperty("build.folder", "target"));

    @Test
    void soundAlone() throws Exception {
        Clip sound = Clip.fixture().only(part -> !part.is(Kind.VIDEO));
        try (Show show = new Show().push(sound.flv())) {
            plays(show, 0, 8, 0);
        }
    }

    @Test
    void whoReturnsFromZero() throws Exception {
        byte[] clip = Clip.fixture().flv();
        try (Show show = new Show().push(clip).push(clip)) {
            plays(show, 0, 13, 300);
        }
    }

    /** Slices behind an origin that starts anew begin at 0 again. */
    @Test
    void anOriginThatStartsAnew() throws Exception {
        byte[] clip = Clip.fixture().flv();
        try (Show show = new Show().push(clip);
                Show anew = new Show().push(clip);
                Show.Cinema another = anew.cinema(0)) {
            plays(show, 0, 13, 300, List.of(another));
        }
    }

    @Test
    void whoReturnsWithoutSound() throws Exception {
        Clip clip = Clip.fixture();
        Clip silent = clip.only(part -> !part.is(Kind.AUDIO));
        try (Show show = new Show().push(clip.flv()).push(silent.flv())) {
            plays(show, 0, 8, 200);
        }
    }

    @Test
    void aChangeOfResolutionJustAfterItBegan() throws Exception {
        Ffmpeg.assume();
        Clip larger = Clip.of(Ffmpeg.make(DecoderTest.LARGER));
        Clip both = Clip.fixture().then(larger.shifted(10_000));
        try (Show show = new Show().push(both.flv())) {
            plays(show, 8, 5, 100);
        }
    }

    /** Plays until so much is played, of an answer that is the last; and with so many frames. */
    private static void plays(Show show, int left, int seconds, int frames) throws Exception {
        plays(show, left, seconds, frames, List.of());
    }

    private static void plays(
            Show show, int left, int seconds, int frames, List<Show.Cinema> behind)
            throws Exception {
        Map<String, byte[]> files = MpegtsJs.page(BUILD);
        try (Chromium browser = Chromium.start(new PageServer(files));
                Show.Cinema cinema = show.cinema(left)) {
            PageServer page = browser.page();
            page.tell("play", "http://127.0.0.1:" + cinema.port() + FlvGateway.PATH);
            cinema.play();
            behind.forEach(cinema::playAnother);
            String[] state;
            do {
                state = page.await("state", SECONDS).split(" ");
            } while (Double.parseDouble(state[0]) < seconds || Integer.parseInt(state[1]) < frames);
            assertThat(page.inbox().seen()).noneMatch(message -> message.kind().equals("error"));
        }
    }
}
