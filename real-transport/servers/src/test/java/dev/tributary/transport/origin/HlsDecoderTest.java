package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.mp4.Boxes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ffmpeg reads from HLS agrees with what was pushed as FLV. */
@Timeout(240)
@Tag("slow")
@Tag("oracle")
final class HlsDecoderTest {
    private static final String SOUND = " -f lavfi -i sine=frequency=440:duration=8";

    /** Pictures that are shown in another order than decoded. */
    private static final String REORDERED =
            "-f lavfi -i testsrc2=size=320x180:rate=30:duration=8"
                    + SOUND
                    + " -c:v libx264 -preset veryfast -bf 3 -g 60 -pix_fmt yuv420p -c:a aac -f flv";

    private static final String HEVC =
            "-f lavfi -i testsrc2=size=320x180:rate=25:duration=5 -c:v libx265 -preset ultrafast"
                    + " -x265-params log-level=0:bframes=0:keyint=25:min-keyint=25:scenecut=0"
                    + " -pix_fmt yuv420p -tag:v hvc1 -movflags frag_every_frame+empty_moov";

    @BeforeAll
    static void decoder() {
        Ffmpeg.assume();
    }

    /** What is told of a packet. */
    private record Packet(String kind, long pts, long dts, long duration, int size, boolean key) {
        static Packet of(String line) {
            String[] words = line.split(",", -1);
            return new Packet(
                    words[0],
                    Math.round(1_000 * Double.parseDouble(words[1])),
                    Math.round(1_000 * Double.parseDouble(words[2])),
                    words[3].equals("N/A") ? 0 : Math.round(1_000 * Double.parseDouble(words[3])),
                    Integer.parseInt(words[4]),
                    words[5].startsWith("K"));
        }

        boolean video() {
            return kind.equals("video");
        }
    }

    private static List<Packet> packets(byte[] file, boolean video)
            throws IOException, InterruptedException {
        return Ffmpeg.packets(file)
                .filter(line -> line.matches("(video|audio),.*"))
                .map(Packet::of)
                .filter(packet -> packet.video() == video)
                .toList();
    }

    @Test
    void packetsAgreeWithTheFlv() throws Exception {
        agree(Clip.fixture().flv());
    }

    @Test
    void packetsOfReorderedPicturesAgreeWithTheFlv() throws Exception {
        agree(Ffmpeg.make(REORDERED));
    }

    /** What is behind the last keyframe is not in a segment that has ended. */
    private static void agree(byte[] flv) throws Exception {
        try (Hls hls = new Hls().push(flv)) {
            byte[] mp4 = hls.files().get(0);
            for (boolean video : new boolean[] {true, false}) {
                List<Packet> pushed = packets(flv, video);
                List<Packet> played = packets(mp4, video);
                assertThat(played.size()).isBetween(pushed.size() * 2 / 3, pushed.size());
                for (int i = 0; i < played.size(); i++) {
                    Packet one = played.get(i);
                    Packet other = pushed.get(i);
                    assertThat(one.dts()).as("DTS of %s", one).isEqualTo(other.dts());
                    assertThat(one.pts()).as("PTS of %s", one).isEqualTo(other.pts());
                    assertThat(one.size()).isEqualTo(other.size());
                    assertThat(one.key()).as("flag of %s", one).isEqualTo(other.key());
                    long next = pushed.get(Math.min(i + 1, pushed.size() - 1)).dts();
                    assertThat(one.duration())
                            .as("duration of %s", one)
                            .isCloseTo(next - other.dts(), within(1L));
                }
            }
            Ffmpeg.Decoded decoded = Ffmpeg.decode(mp4);
            assertThat(decoded.errors()).isEmpty();
            assertThat(decoded.pictures()).isEqualTo(packets(mp4, true).size());
        }
    }

    @Test
    void hevcOfEnhancedAndOfOlderFlvIsDecoded() throws Exception {
        byte[] mp4 = Ffmpeg.make(HEVC, ".mp4");
        for (boolean enhanced : new boolean[] {true, false}) {
            try (Hls hls = new Hls().push(hevc(mp4, enhanced))) {
                Ffmpeg.Decoded decoded = Ffmpeg.decode(hls.files().get(0));
                assertThat(decoded.errors()).isEmpty();
                assertThat(decoded.pictures()).isEqualTo(100);
                assertThat(Hls.text(hls.get("master.m3u8"))).contains("CODECS=\"hvc1.1.6.L");
            }
        }
    }

    /** Returns as FLV what is a frame in each fragment. */
    private static byte[] hevc(byte[] mp4, boolean enhanced) {
        String record = "moov/trak/mdia/minf/stbl/stsd/hvc1/hvcC";
        ByteArrayOutputStream flv = new ByteArrayOutputStream();
        flv.writeBytes(FlvHeader.bytes(false, true));
        byte[] start = Boxes.of(mp4, record).get(0).content();
        flv.writeBytes(tag(0, enhanced ? "9068766331" : "1c00000000", start));
        List<Boxes.Box> frames = Boxes.of(mp4, "mdat");
        for (int i = 0; i < frames.size(); i++) {
            String key = enhanced ? "9168766331000000" : "1c01000000";
            String other = enhanced ? "a368766331" : "2c01000000";
            flv.writeBytes(tag(40L * i, i % 25 == 0 ? key : other, frames.get(i).content()));
        }
        return flv.toByteArray();
    }

    private static byte[] tag(long millis, String head, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(HexFormat.of().parseHex(head));
        body.writeBytes(content);
        return FlvTag.of(FlvTag.VIDEO, millis, body.toByteArray());
    }

    @Test
    void soundAloneAndPictureAloneAreDecoded() throws Exception {
        for (MediaTag.Kind gone : List.of(MediaTag.Kind.VIDEO, MediaTag.Kind.AUDIO)) {
            Clip clip = Clip.fixture().only(part -> !part.is(gone));
            try (Hls hls = new Hls().push(clip.flv())) {
                byte[] file = hls.files().get(0);
                Ffmpeg.Decoded decoded = Ffmpeg.decode(file);
                assertThat(decoded.errors()).isEmpty();
                boolean sound = gone == MediaTag.Kind.VIDEO;
                assertThat(sound ? decoded.sounds() : decoded.pictures()).isGreaterThan(200);
                assertThat(packets(file, sound)).isEmpty();
            }
        }
    }

    /** ffmpeg's reader of playlists keeps the first configuration: each is decoded by itself. */
    @Test
    void aChangeOfSizeIsAnotherConfigurationBehindADiscontinuity() throws Exception {
        Clip larger = Clip.of(Ffmpeg.make(DecoderTest.LARGER));
        Clip both = Clip.fixture().then(larger.shifted(10_000));
        try (Hls hls = new Hls().push(both.flv())) {
            String playlist = Hls.text(hls.get("index.m3u8"));
            assertThat(playlist).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
            List<byte[]> files = hls.files();
            assertThat(files).hasSize(2);
            for (byte[] file : files) {
                Ffmpeg.Decoded decoded = Ffmpeg.decode(file);
                assertThat(decoded.errors()).isEmpty();
                assertThat(decoded.pictures()).isEqualTo(packets(file, true).size());
            }
            assertThat(packets(files.get(0), true)).hasSize(250);
        }
    }

    @Test
    void aReaderOfPlaylistsPlaysWhatIsThere() throws Exception {
        try (Hls hls = new Hls().push(Clip.fixture().flv())) {
            String url = "http://127.0.0.1:" + hls.edgePort() + Hls.FOLDER + "master.m3u8";
            hls.edgeSegments(hls.segments().size());
            assertThat(Ffmpeg.play(url, 6)).isEmpty();
        }
    }
}
