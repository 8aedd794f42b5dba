package dev.tributary.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Property;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every stream, however broken. */
class SlicerPropertyTest {
    private final Property<List<MediaTag>> streams = Property.of("stream", Tags::random);

    @Test
    void slicesTileMediaTimeBetweenDiscontinuities() {
        streams.holds(
                tags -> {
                    List<SliceHeader> headers = Recording.of(tags).headers;
                    for (int i = 1; i < headers.size(); i++) {
                        SliceHeader header = headers.get(i);
                        assertThat(header.slice()).isEqualTo(headers.get(i - 1).slice() + 1);
                        long end = headers.get(i - 1).endMillis();
                        if ((header.flags() & SliceHeader.DISCONTINUITY) == 0) {
                            assertThat(header.dtsMillis()).isEqualTo(end);
                        } else {
                            assertThat(header.dtsMillis())
                                    .isBetween(end, end + MediaClock.STEP_MILLIS);
                        }
                    }
                });
    }

    @Test
    void everyByteIsInOneSliceOrRefused() {
        streams.holds(
                tags -> {
                    Recording recording = Recording.of(tags);
                    long sliced = recording.withoutMediaBytes;
                    for (SliceHeader header : recording.headers) {
                        sliced += header.sizeBytes();
                    }
                    assertThat(sliced)
                            .isEqualTo(
                                    tags.stream()
                                            .filter(tag -> wellFormed(tag))
                                            .mapToLong(MediaTag::sizeBytes)
                                            .sum());
                    assertThat(recording.refusals)
                            .filteredOn(reason -> reason != TagRefusal.NO_MEDIA)
                            .hasSize((int) tags.stream().filter(tag -> !wellFormed(tag)).count());
                });
    }

    @Test
    void equalStreamsGiveEqualSlices() {
        streams.holds(
                tags -> {
                    Recording once = Recording.of(tags);
                    Recording again = Recording.of(tags);
                    assertThat(again.headers).isEqualTo(once.headers);
                    assertThat(again.keyframes).isEqualTo(once.keyframes);
                });
    }

    @Test
    void bytesOfASliceAreItsTagsOneAfterTheOther() {
        Property.of("stream with bytes", Tags::random)
                .runs(200)
                .holds(
                        tags -> {
                            Recording recording = new Recording();
                            Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);
                            ByteArrayOutputStream expected = new ByteArrayOutputStream();
                            byte filler = 1;
                            slicer.onTag(Tags.video(0, 1), new byte[1]);
                            expected.write(0);
                            for (MediaTag tag : tags) {
                                if (wellFormed(tag) && tag.sizeBytes() <= 3_000) {
                                    byte[] bytes = new byte[tag.sizeBytes()];
                                    Arrays.fill(bytes, filler++);
                                    slicer.onTag(tag, bytes);
                                    expected.writeBytes(bytes);
                                    Arrays.fill(bytes, (byte) 0);
                                }
                            }
                            slicer.onEnd();
                            assertThat(recording.refusals).isEmpty();
                            assertThat(recording.media.toByteArray())
                                    .isEqualTo(expected.toByteArray());
                        });
    }

    private static boolean wellFormed(MediaTag tag) {
        return tag.sizeBytes() >= 1
                && tag.sizeBytes() <= Slicer.TAG_BYTES_MAX
                && tag.dtsMillis() >= 0
                && tag.dtsMillis() <= SliceHeader.DTS_MILLIS_MAX;
    }
}
