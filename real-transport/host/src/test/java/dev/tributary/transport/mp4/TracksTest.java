package dev.tributary.transport.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.flv.CodecName;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read from decoder configurations, and written before the first fragment. */
final class TracksTest {
    /** libx264, High, 1920x1080: 1088 rows, of which 8 are cropped. */
    private static final byte[] HIGH =
            hex(
                    "01640028ffe1001b67640028acd940780227e5c044000003000400000300c83c"
                            + "60c65801000668ebe3cb22c0fdf8f800");

    /** libx265, Main, 640x360. */
    private static final byte[] HEVC =
            hex(
                    "0101600000009000000000003ff000fcfdf8f800000f03a00001001840010c01"
                            + "ffff01600000030090000003000003003f959409a10001002c42010101600000"
                            + "030090000003000003003fa005020171c936595952930bc05a02000003000200"
                            + "0003003210a2000100064401c073c189");

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void h264TellsItsProfileAndTheSizeThatIsShown() {
        VideoTrack track = VideoTrack.of(CodecName.AVC, HIGH);
        assertThat(track.codec()).isEqualTo("avc1.640028");
        assertThat(track.width()).isEqualTo(1920);
        assertThat(track.height()).isEqualTo(1080);
    }

    @Test
    void hevcTellsItsProfileAndTheSizeThatIsShown() {
        VideoTrack track = VideoTrack.of(CodecName.HEVC, HEVC);
        assertThat(track.codec()).isEqualTo("hvc1.1.6.L63.90");
        assertThat(track.width()).isEqualTo(634);
        assertThat(track.height()).isEqualTo(358);
    }

    @Test
    void aacTellsItsObjectTypeRateAndChannels() {
        AudioTrack low = AudioTrack.of(CodecName.AAC, hex("1210"));
        assertThat(low.codec()).isEqualTo("mp4a.40.2");
        byte[] init = InitSegment.of(new TrackSet(null, low));
        var entry = Boxes.of(init, "moov/trak/mdia/minf/stbl/stsd/mp4a").get(0).read();
        assertThat(entry.getShort(16)).as("channels").isEqualTo((short) 2);
        assertThat(entry.getInt(24) >>> 16).as("rate").isEqualTo(44_100);
        assertThat(AudioTrack.of(CodecName.AAC, hex("2b920800")).codec()).isEqualTo("mp4a.40.5");
    }

    @Test
    void theHeaderNamesWhatIsThere() {
        VideoTrack picture = VideoTrack.of(CodecName.AVC, HIGH);
        AudioTrack sound = AudioTrack.of(CodecName.AAC, hex("1210"));
        byte[] both = InitSegment.of(new TrackSet(picture, sound));
        assertThat(Boxes.of(both, "ftyp")).hasSize(1);
        assertThat(Boxes.of(both, "moov/trak")).hasSize(2);
        assertThat(Boxes.of(both, "moov/mvex/trex")).hasSize(2);
        String entry = "moov/trak/mdia/minf/stbl/stsd/avc1";
        assertThat(Boxes.of(both, entry + "/avcC").get(0).content()).isEqualTo(HIGH);
        assertThat(InitSegment.of(new TrackSet(picture, sound))).isEqualTo(both);
        assertThat(Boxes.of(InitSegment.of(new TrackSet(picture, null)), "moov/trak")).hasSize(1);
        assertThat(new TrackSet(picture, sound).codecs()).isEqualTo("avc1.640028,mp4a.40.2");
    }

    @Test
    void aConfigurationThatSaysNothingIsNoTrack() {
        assertThat(VideoTrack.of("av01", HIGH)).isNull();
        assertThat(VideoTrack.of(CodecName.AVC, hex("01420000ffe000"))).isNull();
        assertThat(VideoTrack.of(CodecName.HEVC, new byte[23])).isNull();
        assertThat(AudioTrack.of(CodecName.AAC, hex("ffff"))).isNull();
        assertThat(AudioTrack.of(CodecName.AAC, new byte[200])).isNull();
        assertThat(AudioTrack.of("Opus", hex("1210"))).isNull();
    }

    @Test
    void whateverTheBytesReadingEnds() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            boolean avc = i % 2 == 0;
            byte[] bytes = (avc ? HIGH : HEVC).clone();
            for (int j = 0; j < 1 + i % 7; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] broken = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            VideoTrack track = VideoTrack.of(avc ? CodecName.AVC : CodecName.HEVC, broken);
            if (track != null) {
                assertThat(track.width()).isBetween(1, 65_535);
                assertThat(track.height()).isBetween(1, 65_535);
                Boxes.of(InitSegment.of(new TrackSet(track, null)));
            }
            AudioTrack.of(CodecName.AAC, Arrays.copyOf(bytes, random.nextInt(20)));
        }
    }
}
