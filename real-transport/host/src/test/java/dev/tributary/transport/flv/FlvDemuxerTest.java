package dev.tributary.transport.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.MediaTag.Role;
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
    private final Tags out = new Tags();
    private final List<MediaTag> tags = out.tags;
    private final FlvDemuxer demuxer = new FlvDemuxer(out);

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
        again.writeBytes(out.media.toByteArray());
        assertThat(again.toByteArray()).isEqualTo(file);
        assertThat(out.odd).isEmpty();
        assertThat(tags.stream().filter(tag -> tag.role() == Role.KEYFRAME)).hasSize(10);
        assertThat(tags.stream().filter(tag -> tag.role() == Role.CONFIGURATION))
                .extracting(MediaTag::kind)
                .containsExactlyInAnyOrder(MediaTag.Kind.VIDEO, MediaTag.Kind.AUDIO);
        assertThat(tags.get(0).kind()).isEqualTo(MediaTag.Kind.SCRIPT);
        assertThat(tags.get(tags.size() - 1).dtsMillis()).isBetween(9_900L, 10_100L);
    }

    @ParameterizedTest(name = "video {0}: {1}")
    @CsvSource({
        "170000000001640028ffe100, CONFIGURATION",
        "1701000000ff, KEYFRAME",
        "2701000000ff, FRAME",
        "2701000000, ASIDE", // no byte of a frame
        "1702000000, ASIDE", // AVC end of sequence
        "5700, ASIDE", // command frame
        "57, ASIDE",
        "1c00000000ff, CONFIGURATION", // HEVC in its customary number
        "1c01000000ff, KEYFRAME",
        "12ff, KEYFRAME", // Sorenson
        "9068766331ff, CONFIGURATION", // enhanced, hvc1, sequence start
        "9168766331000000ff, KEYFRAME", // coded frames
        "9361763031ff, KEYFRAME", // coded frames without composition time, av01
        "a161763031ff, FRAME", // inter frame
        "9268766331, ASIDE", // sequence end
        "d468766331ff, ASIDE", // colours
        "'', ASIDE"
    })
    void videoIsWhatItsFirstBytesSay(String body, Role role) throws Exception {
        feed(FlvHeader.bytes(false, true));
        feed(FlvTag.of(9, 0, hex(body)));
        assertThat(out.odd).isEmpty();
        assertThat(tags).extracting(MediaTag::role).containsExactly(role);
        assertThat(tags.get(0).kind()).isEqualTo(MediaTag.Kind.VIDEO);
    }

    @ParameterizedTest(name = "audio {0}: {1}")
    @CsvSource({
        "af001210, CONFIGURATION",
        "af01ff, FRAME",
        "af01, ASIDE",
        "2fff, FRAME", // MP3
        "906d7034611210, CONFIGURATION", // enhanced, mp4a, sequence start
        "914f707573ff, FRAME", // enhanced, Opus, frames
        "'', ASIDE"
    })
    void audioIsWhatItsFirstBytesSay(String body, Role role) throws Exception {
        feed(FlvHeader.bytes(true, false));
        feed(FlvTag.of(8, 0, hex(body)));
        assertThat(tags).extracting(MediaTag::role).containsExactly(role);
        assertThat(tags.get(0).kind()).isEqualTo(MediaTag.Kind.AUDIO);
    }

    @ParameterizedTest(name = "type {0}, {1}: {2}")
    @CsvSource({
        "15, 00, UNKNOWN_TYPE",
        "22, 00, UNKNOWN_TYPE",
        "0, 00, UNKNOWN_TYPE",
        "41, 1701000000ff, ENCRYPTED",
        "9, 1702, TRUNCATED",
        "8, af, TRUNCATED",
        "8, af020000, UNKNOWN_PACKET",
        "9, 1703000000, UNKNOWN_PACKET",
        "9, 0701000000ff, UNKNOWN_FRAME",
        "9, 6701000000ff, UNKNOWN_FRAME",
        "9, 18ff, UNKNOWN_CODEC",
        "9, 1dff, UNKNOWN_CODEC",
        "8, cfff, UNKNOWN_CODEC",
        "9, 9061616161ff, UNKNOWN_CODEC",
        "9, 9868766331ff, UNKNOWN_PACKET",
        "9, 1700000000, BAD_CONFIGURATION", // an empty record
        "9, 170000000000640028ffe100, BAD_CONFIGURATION", // of version 0
        "8, af00, BAD_CONFIGURATION",
        "9, 970200000001 68766331, TRUNCATED", // ModEx, and too short behind it
        "9, 97, TRUNCATED",
        "9, 9600 61766331 01, OTHER_TRACK",
        "8, 9501 6d703461 01, OTHER_TRACK",
        "9, 9606 61766331 00, UNKNOWN_PACKET", // multitrack in multitrack
        "9, 9611 61766331 00 0000ff ff, TRUNCATED"
    })
    void anOddTagIsLeftOutAndTheStreamGoesOn(int type, String body, OddTag reason)
            throws Exception {
        SyntheticFlv source = new SyntheticFlv(1);
        feed(FlvHeader.bytes(true, true));
        feed(source.videoTag(1, 100, 0, true));
        feed(FlvTag.of(type, 0, hex(body.replace(" ", ""))));
        feed(source.videoTag(2, 100, 40, false));
        assertThat(out.odd).containsExactly(reason);
        assertThat(out.whole).hasSize(2).allMatch(source::made);
    }

    @ParameterizedTest(name = "{1} is {2}")
    @CsvSource({
        "9, 97 02000000 01 68766331 000000 ff, 91 68766331 000000 ff", // ModEx
        "9, 97 00ff 07 ff0001 0a0b 00 61763031 ff, 00",
        "9, 97 0000 17 0000 03 61763031 ff, 93 61763031 ff", // ModEx twice
        "9, 96 01 68766331 00 000000 ff, 91 68766331 000000 ff", // one track
        "9, 96 11 68766331 00 000004 000000fe 01 000004 000000fd, 91 68766331 000000fe",
        "9, 96 23 61763031 00 000002 aabb 68766331 01 000001 cc, 93 61763031 aabb",
        "8, 95 01 6d703461 00 ff, 91 6d703461 ff",
        "8, 97 0000 01 6d703461 ff, 91 6d703461 ff"
    })
    void theFirstTrackOfManyIsAPlainOne(int type, String body, String plain) throws Exception {
        feed(FlvHeader.bytes(true, true));
        feed(FlvTag.of(type, 40, hex(body.replace(" ", ""))));
        byte[] expected = FlvTag.of(type, 40, hex(plain.replace(" ", "")));
        if (!plain.equals("00")) {
            assertThat(out.whole).hasSize(1);
            assertThat(out.whole.get(0)).isEqualTo(expected);
        }
    }

    @Test
    void mediaOfAnotherCodecThanTheSequenceHeaderIsOfIsLeftOut() throws Exception {
        feed(FlvHeader.bytes(true, true));
        feed(new SyntheticFlv(1).sequenceHeader(1, 0));
        feed(FlvTag.of(9, 0, hex("9168766331000000ff")));
        feed(FlvTag.of(9, 0, hex("9161766331000000ff"))); // avc1 is AVC
        feed(FlvTag.of(8, 0, hex("af001210")));
        feed(FlvTag.of(8, 0, hex("2fff")));
        assertThat(out.odd).containsExactly(OddTag.OTHER_CODEC, OddTag.OTHER_CODEC);
        assertThat(tags).hasSize(3);
    }

    @Test
    void metadataOfRtmpIsThatOfFlv() throws Exception {
        FlvTags messages = new FlvTags(out);
        String name = "0a6f6e4d65746144617461";
        messages.tag(18, 0, hex("02000d40736574446174614672616d65" + "0200" + name));
        assertThat(out.whole.get(0)).isEqualTo(FlvTag.of(18, 0, hex("0200" + name)));
        messages.tag(9, 0, new byte[FlvDemuxer.TAG_BYTES_MAX]);
        assertThat(out.odd).containsExactly(OddTag.TOO_LARGE);
    }

    @Test
    void aRepeatedSequenceHeaderIsNotAChange() throws Exception {
        SyntheticFlv source = new SyntheticFlv(3);
        feed(FlvHeader.bytes(false, true));
        feed(source.sequenceHeader(1, 0));
        feed(source.sequenceHeader(1, 40));
        feed(source.sequenceHeader(2, 80));
        assertThat(tags)
                .extracting(MediaTag::role)
                .containsExactly(Role.CONFIGURATION, Role.ASIDE, Role.CONFIGURATION);
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

    @ParameterizedTest
    @CsvSource({"0, 47, FLV", "6, ff, a header of 9 bytes"})
    void whatIsNoFlvIsRefusedWithItsPlace(int at, String value, String expected) {
        byte[] file = FlvHeader.bytes(false, true);
        file[at] = hex(value)[0];
        MalformedFlvException refused =
                catchThrowableOfType(MalformedFlvException.class, () -> feed(file));
        assertThat(refused).hasMessageContaining(expected);
        assertThat(refused.offset()).isBetween(at - 4L, (long) at);
        assertThat(tags).isEmpty();
        assertThatThrownBy(() -> feed(file)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fieldsThatPlayersIgnoreAreIgnored() throws Exception {
        byte[] header = Arrays.copyOf(FlvHeader.bytes(true, true), 17);
        header[3] = 2; // version
        header[4] = 7; // flags
        header[8] = 13; // length of this header
        header[16] = 9; // PreviousTagSize0
        feed(header);
        SyntheticFlv source = new SyntheticFlv(1);
        for (int i = 0; i < 6; i++) {
            byte[] tag = source.videoTag(i, 100, i * 40L, i == 0);
            tag[10] = 1; // stream id
            tag[99] = (byte) (i == 2 ? 0 : i == 3 ? 85 : 96); // PreviousTagSize
            feed(tag);
        }
        assertThat(out.odd).isEmpty();
        assertThat(out.whole).hasSize(6).allMatch(source::made);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"zeros", "deadbeef", "header", "half", "random", "huge"})
    void behindGarbageTheNextWholeTagIsFound(String what) throws Exception {
        SyntheticFlv source = new SyntheticFlv(1);
        byte[] random = new byte[100_000];
        new SplittableRandom(1).nextBytes(random);
        byte[] half = source.videoTag(2, 5_000, 40, false);
        byte[] garbage =
                switch (what) {
                    case "zeros" -> new byte[1_024];
                    case "deadbeef" -> hex("deadbeef".repeat(8));
                    case "header" -> FlvHeader.bytes(true, true);
                    case "half" -> Arrays.copyOf(half, 3_000);
                    case "huge" -> hex("16ffffff00000000000000");
                    default -> random;
                };
        feed(FlvHeader.bytes(false, true));
        feed(source.videoTag(1, 5_000, 0, true));
        feed(garbage);
        for (int i = 3; i < 9; i++) {
            feed(source.videoTag(i, 5_000, i * 40L, false));
        }
        assertThat(out.odd).containsExactly(OddTag.GARBAGE);
        assertThat(out.whole).hasSize(7).allMatch(source::made);
    }

    @Test
    void endlessGarbageEndsTheStream() throws Exception {
        feed(FlvHeader.bytes(false, true));
        byte[] zeros = new byte[1 << 16];
        for (int i = 0; i < 64; i++) {
            feed(zeros);
        }
        assertThatThrownBy(() -> feed(zeros))
                .isInstanceOf(MalformedFlvException.class)
                .hasMessageContaining("a tag within 4 MiB");
    }

    @ParameterizedTest
    @ValueSource(ints = {FlvDemuxer.TAG_BYTES_MAX + 1, 6 << 20})
    void aTagThatIsTooLargeGoesByWithoutBeingKept(int bytes) throws Exception {
        SyntheticFlv source = new SyntheticFlv(1);
        feed(FlvHeader.bytes(false, true));
        feed(FlvTag.of(9, 0, new byte[bytes - 15]));
        feed(source.videoTag(1, 100, 40, true));
        assertThat(out.odd).containsExactly(OddTag.TOO_LARGE);
        assertThat(out.whole).hasSize(1).allMatch(source::made);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 30, 112})
    void anEndWithinATagIsNoticed(int length) throws Exception {
        byte[] file =
                concat(FlvHeader.bytes(false, true), new SyntheticFlv(1).videoTag(1, 100, 0, true));
        demuxer.feed(file, 0, length);
        demuxer.finish();
        assertThat(out.odd).containsExactly(OddTag.TRUNCATED);
        assertThat(tags).isEmpty();
    }

    @Test
    void theLastTagNeedsNoneBehindIt() throws Exception {
        byte[] tag = new SyntheticFlv(1).videoTag(1, 100, 0, true);
        tag[99] = 0;
        feed(concat(FlvHeader.bytes(false, true), tag));
        assertThat(tags).isEmpty();
        demuxer.finish();
        assertThat(tags).hasSize(1);
    }

    @Test
    void aClaimOfSizeCostsNoMemoryBeforeTheBytesAreThere() throws Exception {
        byte[] header = hex("093ffff1000000000000001700");
        List<FlvDemuxer> streams = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            FlvDemuxer stream = new FlvDemuxer(new Tags());
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
            Tags found = new Tags();
            FlvDemuxer fuzzed = new FlvDemuxer(found);
            try {
                fuzzed.feed(changed, 0, random.nextInt(changed.length + 1));
                fuzzed.finish();
            } catch (MalformedFlvException e) {
                assertThat(e.offset()).as("seed %d", seed).isBetween(0L, (long) changed.length);
            }
            assertThat(found.media.size()).as("seed %d", seed).isLessThanOrEqualTo(changed.length);
        }
    }

    @Test
    void whateverComesOutReadsAsWhatItWasCalled() {
        FlvFuzz fuzz = new FlvFuzz(1);
        fuzz.run(60_000);
        assertThat(fuzz.toString()).contains("OTHER_TRACK", "GARBAGE", "BAD_CONFIGURATION");
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
        assertThat(tags.get(25).role()).isEqualTo(Role.KEYFRAME);
        assertThat(tags.get(26))
                .isEqualTo(
                        new MediaTag(
                                MediaTag.Kind.VIDEO, 1040, tags.get(26).sizeBytes(), Role.FRAME));
    }

    private void feed(byte[] bytes) throws MalformedFlvException {
        demuxer.feed(bytes, 0, bytes.length);
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
