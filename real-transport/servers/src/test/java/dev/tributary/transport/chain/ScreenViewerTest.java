package dev.tributary.transport.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.TagTimes;
import dev.tributary.transport.origin.Push;
import dev.tributary.transport.player.Screen;
import dev.tributary.transport.player.ScreenViewer;
import dev.tributary.transport.player.ViewerStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a push to the bytes that a player gets. */
@Timeout(90)
@Tag("slow")
final class ScreenViewerTest {
    @Test
    void aPlayerGetsWhatWasPushed() throws Exception {
        byte[] file = Fixture.bytes();
        try (Chain chain = new Chain(CdnSystem.SYSTEM);
                Push push = chain.push()) {
            push.send(file);
            assertThat(push.end()).contains("200");
            try (Screen screen = new Screen(chain.watch().port())) {
                byte[] tags = Arrays.copyOfRange(file, FlvHeader.BYTES, file.length);
                int from = begin(chain, screen, () -> tags);
                assertThat(from).isLessThan(tags.length / 2);
                byte[] expected = Arrays.copyOfRange(tags, from, tags.length);
                assertThat(sha256(screen.read(expected.length))).isEqualTo(sha256(expected));
            }
        }
    }

    @Test
    void twoViewersThatFeedEachOtherShowWhatWasPushed() throws Exception {
        int length = 300_000;
        try (Chain chain = new Chain(SubStreamSystem.SYSTEM);
                Push push = chain.push();
                Broadcast broadcast = new Broadcast(push, Fixture.bytes(), 12_000)) {
            Chain.Seat first = chain.watch();
            Chain.Seat second = chain.watch();
            try (Screen one = new Screen(first.port());
                    Screen two = new Screen(second.port())) {
                for (Screen screen : new Screen[] {one, two}) {
                    int from = begin(chain, screen, broadcast::pushed);
                    byte[] got = screen.read(length);
                    byte[] all = broadcast.pushed();
                    byte[] expected = Arrays.copyOfRange(all, from, from + length);
                    assertThat(sha256(got)).isEqualTo(sha256(expected));
                }
            }
            awaitShared(length / 4, first.viewer(), second.viewer());
            ViewerStatus status = first.viewer().status();
            assertThat(status.links()).isEqualTo(1);
            assertThat(status.stalls()).isZero();
            assertThat(status.bufferMillis()).isBetween(1L, 15_000L);
            assertThat(first.service().registry().scrape())
                    .contains("tributary_viewer_links 1.0", "tributary_viewer_stalls_total 0.0");
        }
    }

    /** Waits, since what the screens have read may have come before the two found each other. */
    private static void awaitShared(long bytes, ScreenViewer one, ScreenViewer two)
            throws InterruptedException {
        while (one.status().peerBytes() + two.status().peerBytes() <= bytes) {
            Thread.sleep(50);
        }
    }

    /** Checks the header and returns where in the stream the player is behind its first picture. */
    private static int begin(Chain chain, Screen screen, Supplier<byte[]> pushed) throws Exception {
        byte[] header = chain.header();
        assertThat(header).startsWith('F', 'L', 'V', 1, 5);
        assertThat(untimed(screen.read(header.length))).isEqualTo(untimed(header));
        byte[] picture = screen.firstPicture();
        // Only now: what a screen waits for is pushed meanwhile.
        int from = text(pushed.get()).indexOf(text(picture));
        assertThat(from).as("place of the first picture in what was pushed").isNotNegative();
        return from + picture.length;
    }

    /** Returns the tags of a header at one time: a player gets them with that of its media. */
    private static byte[] untimed(byte[] header) {
        return TagTimes.allAt(Arrays.copyOfRange(header, FlvHeader.BYTES, header.length), 0);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
