package dev.tributary.transport.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.transport.edge.Viewer;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.Tags;
import dev.tributary.transport.player.ViewerStatus;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ffmpeg in the place of OBS. */
@Timeout(120)
@Tag("slow")
@Tag("oracle")
final class FfmpegRtmpTest {
    private static final int NALU = 1;

    @TempDir private Path here;

    @BeforeEach
    void skipWithoutFfmpeg() throws InterruptedException {
        Ffmpeg.assumeThere();
    }

    @Test
    void everyFrameOfItsIsPublished() throws Exception {
        try (Chain chain = new Chain(CdnSystem.SYSTEM);
                Viewer viewer = new Viewer(Chain.url(chain.edgePort()), Chain.STREAM, 6);
                Ffmpeg encoder = Ffmpeg.once(here, chain.rtmp())) {
            viewer.run(client -> client.streamFromEdge(0b111111, 0));
            assertThat(encoder.end()).isEqualTo("0 ");
            List<String> expected = frames(Fixture.bytes());
            viewer.await("all frames", () -> frames(flv(viewer)).size() >= expected.size());
            assertThat(frames(flv(viewer))).isEqualTo(expected);
        }
    }

    private static byte[] flv(Viewer viewer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(FlvHeader.bytes(true, true));
        viewer.whole().values().forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Returns the pictures of an FLV file: their bytes without times. */
    private static List<String> frames(byte[] flv) {
        try {
            return Tags.of(flv).whole.stream()
                    .filter(tag -> tag[0] == FlvTag.VIDEO && tag[12] == NALU)
                    .map(tag -> HexFormat.of().formatHex(tag, 16, tag.length - 4))
                    .toList();
        } catch (MalformedFlvException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itSaysWhyItIsRefused() throws Exception {
        try (Chain chain = new Chain(CdnSystem.SYSTEM);
                Ffmpeg wrong = Ffmpeg.once(here, chain.rtmp() + "x");
                Ffmpeg elsewhere = Ffmpeg.once(here, chain.rtmp().replace("live", "show"))) {
            assertThat(wrong.end())
                    .doesNotStartWith("0")
                    .contains("bad_push_secret: the secret is missing or wrong");
            assertThat(elsewhere.end())
                    .doesNotStartWith("0")
                    .contains("the server's URL ends with /live");
        }
    }

    @Test
    void anEncoderThatCrashesIsBackInTime() throws Exception {
        try (Chain chain = new Chain(CdnSystem.SYSTEM);
                Ffmpeg first = Ffmpeg.live(here, chain.rtmp())) {
            awaitSlices(chain, 1, 12);
            Chain.Seat seat = chain.watch();
            awaitPlaying(seat);
            first.kill();
            int last = chain.newest();
            TimeUnit.SECONDS.sleep(1); // as OBS waits before it tries again
            long again = System.nanoTime();
            try (Ffmpeg second = Ffmpeg.live(here, chain.rtmp())) {
                awaitSlices(chain, last + 1, 1);
                long backNanos = System.nanoTime() - again;
                assertThat(TimeUnit.NANOSECONDS.toMillis(backNanos)).isLessThan(5_000);
                awaitSlices(chain, last + 1, 15);
                assertThat(second.alive()).isTrue();
                ViewerStatus status = seat.viewer().status();
                // The picture stands still for as long as the encoder was away (decision 65).
                assertThat(status.stalls()).isLessThanOrEqualTo(1);
                assertThat(status.bufferMillis()).isBetween(3_000L, 12_000L);
            }
        }
    }

    /** Waits for so many slices at the origin from a number on, or from the first one above it. */
    private static void awaitSlices(Chain chain, int from, int count) throws Exception {
        int first = 0;
        while (first == 0 || chain.newest() < first + count - 1) {
            Thread.sleep(20);
            int newest = chain.newest();
            first = first == 0 && newest >= from ? newest : first;
        }
    }

    private static void awaitPlaying(Chain.Seat seat) throws InterruptedException {
        while (seat.viewer().status().bufferMillis() < 6_000) {
            Thread.sleep(50);
        }
    }
}
