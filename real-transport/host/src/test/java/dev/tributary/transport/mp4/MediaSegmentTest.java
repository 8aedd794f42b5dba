package dev.tributary.transport.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a fragment says its frames are, and when. */
final class MediaSegmentTest {
    private static final byte[] MEDIA = new byte[100];

    private final TrackRun video = new TrackRun();
    private final TrackRun audio = new TrackRun();

    static {
        for (int i = 0; i < MEDIA.length; i++) {
            MEDIA[i] = (byte) i;
        }
    }

    private static Sample sample(int at, int length, long dtsMillis, int composition, boolean key) {
        return new Sample(MEDIA, at, length, dtsMillis, composition, key);
    }

    private static byte[] bytes(MediaSegment segment) {
        ByteBuffer all = ByteBuffer.allocate(segment.length());
        segment.bytes(0, segment.length()).forEach(all::put);
        return all.array();
    }

    /** Returns the numbers in a box from a place on. */
    private static List<Integer> numbers(Boxes.Box box, int from) {
        List<Integer> numbers = new ArrayList<>();
        ByteBuffer read = box.read().position(from);
        while (read.hasRemaining()) {
            numbers.add(read.getInt());
        }
        return numbers;
    }

    @Test
    void framesHaveTheirTimesSizesFlagsAndPlaces() {
        video.add(sample(10, 5, 5_000_000_000_000L, 80, true));
        video.add(sample(20, 7, 5_000_000_000_040L, -40, false));
        video.end(5_000_000_000_075L);
        audio.add(sample(50, 3, 5_000_000_000_010L, 0, false));
        byte[] bytes = bytes(new MediaSegment(77, video, audio));
        assertThat(numbers(Boxes.of(bytes, "moof/mfhd").get(0), 4)).containsExactly(77);
        List<Boxes.Box> times = Boxes.of(bytes, "moof/traf/tfdt");
        assertThat(times.get(0).read().getLong(4)).isEqualTo(5_000_000_000_000L);
        assertThat(times.get(1).read().getLong(4)).isEqualTo(5_000_000_000_010L);
        List<Boxes.Box> runs = Boxes.of(bytes, "moof/traf/trun");
        assertThat(numbers(runs.get(0), 12))
                .containsExactly(40, 5, 0x2000000, 80, 35, 7, 0x1010000, -40);
        assertThat(numbers(runs.get(1), 12)).containsExactly(40, 3);
        int videoAt = numbers(runs.get(0), 8).get(0);
        int audioAt = numbers(runs.get(1), 8).get(0);
        assertThat(bytes[videoAt]).isEqualTo((byte) 10);
        assertThat(bytes[videoAt + 5]).isEqualTo((byte) 20);
        assertThat(bytes[audioAt]).isEqualTo((byte) 50);
        assertThat(audioAt + 3).isEqualTo(bytes.length);
    }

    @Test
    void aPartIsThatPartOfTheWhole() {
        video.add(sample(10, 5, 0, 0, true));
        audio.add(sample(50, 3, 0, 0, false));
        MediaSegment segment = new MediaSegment(1, video, audio);
        byte[] whole = bytes(segment);
        for (int from = 0; from < whole.length; from++) {
            for (int count = 1; count <= whole.length - from; count++) {
                ByteBuffer part = ByteBuffer.allocate(count);
                segment.bytes(from, count).forEach(part::put);
                assertThat(part.remaining()).isZero();
                assertThat(part.array()).isEqualTo(Arrays.copyOfRange(whole, from, from + count));
            }
        }
    }

    @Test
    void timesThatGoBackOrFarAheadAreBounded() {
        video.add(sample(0, 1, 1_000, 0, true));
        video.add(sample(0, 1, 10, 0, false));
        video.add(sample(0, 1, Long.MAX_VALUE, 0, false));
        video.add(sample(0, 1, 2_000, 0, false));
        byte[] bytes = bytes(new MediaSegment(1, video, audio));
        List<Integer> run = numbers(Boxes.of(bytes, "moof/traf/trun").get(0), 12);
        assertThat(List.of(run.get(0), run.get(4), run.get(8))).containsExactly(0, 86_400_000, 0);
    }

    @Test
    void nothingIsAFragmentTooAndTooMuchIsNone() {
        assertThat(Boxes.of(bytes(new MediaSegment(1, video, audio)), "mdat")).hasSize(1);
        for (int i = 0; i <= MediaSegment.FRAMES_MAX; i++) {
            audio.add(sample(0, 0, i, 0, false));
        }
        assertThatThrownBy(() -> new MediaSegment(1, video, audio)).hasMessageContaining("frames");
    }
}
