package dev.tributary.transport.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.Tags;
import dev.tributary.transport.mp4.Boxes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Where segments begin and end, and what is in them. */
final class SegmentsTest {
    private static final WallTimes WALL = new WallTimes();

    private static List<Segment> segments(SliceSource source) {
        SegmentList list = new SegmentList(source, WALL);
        list.update();
        return list.all();
    }

    /** Returns the fixture as some of its tags. */
    private static byte[] only(Predicate<MediaTag> wanted) throws Exception {
        Tags tags = Tags.of(Fixture.bytes());
        ByteArrayOutputStream flv = new ByteArrayOutputStream();
        flv.writeBytes(FlvHeader.bytes(true, true));
        for (int i = 0; i < tags.tags.size(); i++) {
            if (wanted.test(tags.tags.get(i))) {
                flv.writeBytes(tags.whole.get(i));
            }
        }
        return flv.toByteArray();
    }

    /** Returns the times of the frames of a track, by what the fragments say of them. */
    private static List<Long> times(List<Segment> segments, SliceSource source, int track) {
        List<Long> times = new ArrayList<>();
        for (Segment segment : segments) {
            byte[] bytes = Kept.bytes(segment, source);
            List<Boxes.Box> heads = Boxes.of(bytes, "moof/traf/tfhd");
            for (int i = 0; i < heads.size(); i++) {
                if (heads.get(i).read().getInt(4) == track) {
                    long at = Boxes.of(bytes, "moof/traf/tfdt").get(i).read().getLong(4);
                    ByteBuffer run = Boxes.of(bytes, "moof/traf/trun").get(i).read();
                    int fields = track == 1 ? 4 : 2;
                    for (int frame = 0; frame < run.getInt(4); frame++) {
                        times.add(at);
                        at += run.getInt(12 + 4 * fields * frame);
                    }
                }
            }
        }
        return times;
    }

    private static List<Long> pushed(MediaTag.Kind kind) throws Exception {
        return Tags.of(Fixture.bytes()).tags.stream()
                .filter(tag -> tag.timed() && tag.kind() == kind)
                .map(MediaTag::dtsMillis)
                .toList();
    }

    /** Sound before the first picture may be left out where it is in a slice of its own. */
    private static List<Long> soundBesidePicture() throws Exception {
        long first = pushed(MediaTag.Kind.VIDEO).get(0);
        return pushed(MediaTag.Kind.AUDIO).stream().filter(time -> time > first).toList();
    }

    @Test
    void everyFrameIsInOneSegmentWithItsTime() throws Exception {
        // Behind the fixture it goes on, so that its last segment ends.
        for (int sliceMillis : new int[] {20, 300, 1_000, 2_500}) {
            Kept kept = new Kept(sliceMillis).push(Fixture.bytes()).push(Fixture.bytes());
            List<Segment> segments = segments(kept);
            assertThat(times(segments, kept, 1))
                    .as("picture of slices of %d ms", sliceMillis)
                    .startsWith(pushed(MediaTag.Kind.VIDEO).toArray(Long[]::new));
            assertThat(times(segments, kept, 2))
                    .as("sound of slices of %d ms", sliceMillis)
                    .containsSequence(soundBesidePicture());
        }
    }

    @Test
    void aSegmentBeginsWithAKeyframeAndLastsUntilTheNext() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes());
        List<Segment> segments = segments(kept);
        assertThat(segments).hasSizeGreaterThanOrEqualTo(8);
        for (Segment segment : segments) {
            assertThat(segment.span().durationMillis()).isEqualTo(1_000);
            ByteBuffer run = Boxes.of(Kept.bytes(segment, kept), "moof/traf/trun").get(0).read();
            assertThat(run.getInt(20)).as("flags of the first").isEqualTo(0x2000000);
            for (int i = 1; i < run.getInt(4); i++) {
                assertThat(run.getInt(20 + 16 * i)).as("flags of the others").isEqualTo(0x1010000);
            }
        }
        assertThat(segments).noneMatch(Segment::discontinuity);
    }

    @Test
    void keyframesBelowASecondApartShareASegment() throws Exception {
        Kept kept = new Kept(20).push(only(tag -> tag.kind() != MediaTag.Kind.VIDEO));
        for (Segment segment : segments(kept)) {
            assertThat(segment.span().durationMillis()).isBetween(950, 1_050);
        }
    }

    @Test
    void whoComesLaterMakesTheSameBytes() throws Exception {
        for (int sliceMillis : new int[] {20, 300, 1_000}) {
            for (boolean picture : new boolean[] {true, false}) {
                Predicate<MediaTag> wanted = tag -> picture || tag.kind() != MediaTag.Kind.VIDEO;
                Kept all = new Kept(sliceMillis).push(only(wanted)).push(only(wanted));
                Map<String, Segment> known = new HashMap<>();
                segments(all).forEach(one -> known.put(one.span().name(), one));
                for (int from = 2; from < all.newest(); from += 1 + all.newest() / 40) {
                    Kept later = all.from(from);
                    List<Segment> some = segments(later);
                    assertThat(some.size()).isGreaterThanOrEqualTo(missing(known, from) - 1);
                    for (Segment one : some) {
                        Segment other = known.get(one.span().name());
                        assertThat(other).as("%s from %d on", one.span(), from).isNotNull();
                        assertThat(Kept.bytes(one, later)).isEqualTo(Kept.bytes(other, all));
                        assertThat(one.init()).isEqualTo(other.init());
                    }
                }
            }
        }
    }

    private static int missing(Map<String, Segment> known, int from) {
        return (int) known.values().stream().filter(one -> one.span().firstSlice() > from).count();
    }

    @Test
    void aPublisherThatReturnsIsADiscontinuity() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes()).push(Fixture.bytes());
        List<Segment> segments = segments(kept);
        List<Segment> breaks = segments.stream().filter(Segment::discontinuity).toList();
        assertThat(breaks).hasSize(1);
        assertThat(breaks.get(0).span().startMillis()).isBetween(9_900L, 10_100L);
        assertThat(breaks.get(0).initName()).isEqualTo(segments.get(0).initName());
        assertThat(segments.get(segments.size() - 1).discontinuities()).isEqualTo(1);
    }

    @Test
    void aTrackThatGoesIsADiscontinuityWithAnotherConfiguration() throws Exception {
        Kept kept = new Kept(1_000).push(Fixture.bytes());
        kept.push(only(tag -> tag.kind() != MediaTag.Kind.AUDIO));
        List<Segment> segments = segments(kept);
        Segment last = segments.get(segments.size() - 1);
        assertThat(last.tracks().audio()).isNull();
        assertThat(last.initName()).isNotEqualTo(segments.get(0).initName());
        assertThat(segments).filteredOn(Segment::discontinuity).isNotEmpty();
    }

    @Test
    void aGapLosesWhatItCutAndNothingElse() throws Exception {
        Kept all = new Kept(300).push(Fixture.bytes());
        Map<String, Segment> known = new HashMap<>();
        segments(all).forEach(one -> known.put(one.span().name(), one));
        Kept some = all.from(1);
        some.headers.remove(12);
        List<Segment> segments = segments(some);
        assertThat(segments).filteredOn(Segment::discontinuity).hasSize(1);
        assertThat(segments).hasSizeBetween(known.size() - 2, known.size() - 1);
        for (Segment one : segments) {
            assertThat(one.span()).isEqualTo(known.get(one.span().name()).span());
        }
    }

    @Test
    void anotherCodecIsAnObstacleThatIsNamed() {
        Kept kept = new Kept(1_000);
        byte[] frame = FlvTag.of(FlvTag.VIDEO, 0, new byte[] {0x14, 1, 2, 3});
        for (int slice = 1; slice < 4; slice++) {
            SliceHeader header =
                    new SliceHeader(
                            slice, 1_000L * slice, 1_000, frame.length, SliceHeader.KEYFRAME);
            byte[] media = frame.clone();
            FlvTag.retime(media, 0, header.dtsMillis());
            kept.add(header, media, FlvHeader.bytes(false, true));
        }
        assertThat(segments(kept).get(0).setup().obstacle()).isEqualTo("VP6");
    }

    @Test
    void whateverIsInSlicesNothingIsThrown() throws Exception {
        Kept good = new Kept(300).push(Fixture.bytes());
        Random random = new Random(3);
        int made = 0;
        for (int round = 0; round < 200; round++) {
            Kept broken = good.from(1);
            for (int slice : good.headers.keySet()) {
                byte[] media = good.media.get(slice).clone();
                for (int i = 0; i < random.nextInt(40); i++) {
                    media[random.nextInt(media.length)] = (byte) random.nextInt();
                }
                broken.media.put(slice, media);
                byte[] start = good.starts.get(slice).clone();
                start[random.nextInt(start.length)] = (byte) random.nextInt();
                broken.starts.put(slice, Arrays.copyOf(start, random.nextInt(start.length + 1)));
            }
            for (Segment segment : segments(broken)) {
                if (segment.tracks() != null && segment.media(broken) != null) {
                    Boxes.of(Kept.bytes(segment, broken));
                    made++;
                }
            }
        }
        assertThat(made).isGreaterThan(100);
    }
}
