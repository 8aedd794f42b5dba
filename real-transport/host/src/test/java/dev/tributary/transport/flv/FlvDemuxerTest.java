package dev.tributary.transport.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.core.slice.MediaTag;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlvDemuxerTest {
    private final List<MediaTag> tags = new ArrayList<>();
    private final ByteArrayOutputStream media = new ByteArrayOutputStream();
    private final FlvDemuxer demuxer =
            new FlvDemuxer(
                    (tag, bytes) -> {
                        assertThat(bytes).hasSize(tag.sizeBytes());
                        tags.add(tag);
                        media.writeBytes(bytes);
                    });

    @Test
    void theTagsOfAFileOneAfterTheOtherAreTheFileWithoutItsHeader() throws Exception {
        byte[] file = Fixture.bytes();
        SplittableRandom random = new SplittableRandom(1);
        for (int at = 0; at < file.length; ) {
            int count = Math.min(file.length - at, random.nextInt(1, 3000));
            demuxer.feed(file, at, count);
            at += count;
        }
        demuxer.finish();

        ByteArrayOutputStream again = new ByteArrayOutputStream();
        again.writeBytes(FlvHeader.bytes(true, true));
        again.writeBytes(media.toByteArray());
        assertThat(again.toByteArray()).isEqualTo(file);
        assertThat(tags.stream().filter(MediaTag::keyframe)).hasSize(10);
        assertThat(tags.stream().filter(MediaTag::sequenceHeader))
                .extracting(MediaTag::kind)
                .containsExactlyInAnyOrder(MediaTag.Kind.VIDEO, MediaTag.Kind.AUDIO);
        assertThat(tags.get(0).kind()).isEqualTo(MediaTag.Kind.SCRIPT);
        assertThat(tags.get(tags.size() - 1).dtsMillis()).isBetween(9_900L, 10_100L);
    }

    @ParameterizedTest(name = "video {0} keyframe {1} configuration {2}")
    @CsvSource({
        "1700000000, false, true", // AVC sequence header
        "1701000000ff, true, false", // AVC keyframe
        "2701000000ff, false, false",
        "1702000000, false, false", // AVC end of sequence
        "5700, false, false", // command frame
        "1c00000000, false, true", // HEVC in its customary number
        "1c01000000, true, false",
        "12ff, true, false", // Sorenson
        "9068766331, false, true", // enhanced, hvc1, sequence start
        "9168766331000000, true, false", // coded frames
        "9361763031, true, false", // coded frames without composition time, av01
        "a161763031, false, false", // inter frame
        "9268766331, false, false", // sequence end
        "'', false, false"
    })
    void videoIsWhatItsFirstBytesSay(String body, boolean keyframe, boolean configuration)
            throws Exception {
        feed(FlvHeader.bytes(false, true));
        feed(tag(9, 0, hex(body)));
        assertThat(tags).hasSize(1);
        assertThat(tags.get(0).keyframe()).isEqualTo(keyframe);
        assertThat(tags.get(0).sequenceHeader()).isEqualTo(configuration);
        assertThat(tags.get(0).kind()).isEqualTo(MediaTag.Kind.VIDEO);
    }

    @ParameterizedTest(name = "audio {0} configuration {1}")
    @CsvSource({
        "af001210, true",
        "af01ff, false",
        "2fff, false", // MP3
        "906d703461, true", // enhanced, mp4a, sequence start
        "914f707573, false", // enhanced, Opus, frames
        "'', false"
    })
    void audioIsWhatItsFirstBytesSay(String body, boolean configuration) throws Exception {
        feed(FlvHeader.bytes(true, false));
        feed(tag(8, 0, hex(body)));
        assertThat(tags.get(0).sequenceHeader()).isEqualTo(configuration);
        assertThat(tags.get(0).keyframe()).isFalse();
        assertThat(tags.get(0).kind()).isEqualTo(MediaTag.Kind.AUDIO);
    }

    @Test
    void aRepeatedSequenceHeaderIsNotAChange() throws Exception {
        SyntheticFlv source = new SyntheticFlv(3);
        feed(FlvHeader.bytes(false, true));
        feed(source.sequenceHeader(1, 0));
        feed(source.sequenceHeader(1, 40));
        feed(source.sequenceHeader(2, 80));
        assertThat(tags).extracting(MediaTag::sequenceHeader).containsExactly(true, false, true);
    }

    @Test
    void mediaTimeGoesOnAfterTheLowBitsWrap() throws Exception {
        SyntheticFlv source = new SyntheticFlv(3);
        long wrap = 1L << 32;
        long[] times = {wrap - 50, wrap - 10, wrap + 30, wrap - 5, wrap + 60};
        feed(FlvHeader.bytes(false, true));
        for (int i = 0; i < times.length; i++) {
            feed(source.videoTag(i, 100, times[i], false));
        }
        assertThat(tags)
                .extracting(MediaTag::dtsMillis)
                .containsExactly(wrap - 50, wrap - 10, wrap + 30, wrap - 5, wrap + 60);
    }

    @ParameterizedTest(name = "{1} at {0}: {2}")
    @CsvSource({
        "0, 47, FLV",
        "3, 02, version 1",
        "4, 02, flags",
        "8, 0a, 9 bytes",
        "12, 01, PreviousTagSize0",
        "13, 0a, tag type",
        "13, 29, tag type", // the filter bit: encrypted
        "14, 7f, 4 MiB",
        "23, 01, stream id 0",
        "24, 77, frame type",
        "24, 10, codec",
        "25, 03, packet type",
        "112, 00, PreviousTagSize 96"
    })
    void whatIsNoFlvIsRefusedWithItsPlace(int at, String value, String expected) {
        byte[] file =
                concat(FlvHeader.bytes(false, true), new SyntheticFlv(1).videoTag(1, 100, 0, true));
        file[at] = hex(value)[0];
        MalformedFlvException refused =
                catchThrowableOfType(MalformedFlvException.class, () -> feed(file));
        assertThat(refused).hasMessageContaining(expected);
        assertThat(refused.offset()).isBetween(at - 4L, (long) at);
        assertThat(tags).isEmpty();
        assertThatThrownBy(() -> feed(file)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12, 14, 30, 112})
    void anEndWithinATagIsNoticed(int length) throws Exception {
        byte[] file =
                concat(FlvHeader.bytes(false, true), new SyntheticFlv(1).videoTag(1, 100, 0, true));
        demuxer.feed(file, 0, length);
        assertThatThrownBy(demuxer::finish).isInstanceOf(MalformedFlvException.class);
        demuxer.feed(file, length, file.length - length);
        demuxer.finish();
    }

    @Test
    void aClaimOfSizeCostsNoMemoryBeforeTheBytesAreThere() throws Exception {
        byte[] header = hex("093ffff1000000000000001700");
        List<FlvDemuxer> streams = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            FlvDemuxer stream = new FlvDemuxer((tag, bytes) -> {});
            stream.feed(FlvHeader.bytes(true, true), 0, FlvHeader.BYTES);
            stream.feed(header, 0, header.length);
            streams.add(stream); // would be 8 GB
        }
        assertThat(streams).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void changedBytesGiveTagsOrThatOneException(long seed) {
        byte[] file = Fixture.bytes();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 150; round++) {
            byte[] changed = file.clone();
            int changes = random.nextInt(1, 8);
            for (int i = 0; i < changes; i++) {
                int bound = random.nextBoolean() ? 600 : changed.length;
                changed[random.nextInt(bound)] = (byte) random.nextInt();
            }
            int[] passed = {0};
            FlvDemuxer fuzzed = new FlvDemuxer((tag, bytes) -> passed[0] += bytes.length);
            try {
                fuzzed.feed(changed, 0, random.nextInt(changed.length + 1));
                fuzzed.finish();
            } catch (MalformedFlvException e) {
                assertThat(e.offset()).as("seed %d", seed).isBetween(0L, (long) changed.length);
            }
            assertThat(passed[0]).as("seed %d", seed).isLessThanOrEqualTo(changed.length);
        }
    }

    @Test
    void syntheticTagsAreRecognisedAndAnyChangeIsSeen() throws Exception {
        SyntheticFlv source = new SyntheticFlv(42);
        SplittableRandom random = new SplittableRandom(5);
        feed(FlvHeader.bytes(false, true));
        for (int i = 0; i < 200; i++) {
            byte[] tag = source.videoTag(i, random.nextInt(29, 4_000), i * 40L, i % 25 == 0);
            feed(tag);
            assertThat(source.made(tag)).isTrue();
            assertThat(SyntheticFlv.number(tag)).isEqualTo(i);
            assertThat(new SyntheticFlv(43).made(tag)).isEqualTo(tag.length == 29);
            tag[random.nextInt(tag.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(tag.length < 64 || !source.made(tag)).isTrue();
        }
        assertThat(tags).hasSize(200);
        assertThat(tags.get(25).keyframe()).isTrue();
        assertThat(tags.get(26))
                .isEqualTo(
                        new MediaTag(
                                MediaTag.Kind.VIDEO, 1040, tags.get(26).sizeBytes(), false, false));
    }

    private void feed(byte[] bytes) throws MalformedFlvException {
        demuxer.feed(bytes, 0, bytes.length);
    }

    private static byte[] tag(int type, int dtsMillis, byte[] body) {
        byte[] tag = new byte[15 + body.length];
        tag[0] = (byte) type;
        tag[3] = (byte) body.length;
        tag[6] = (byte) dtsMillis;
        System.arraycopy(body, 0, tag, 11, body.length);
        tag[tag.length - 1] = (byte) (11 + body.length);
        return tag;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
