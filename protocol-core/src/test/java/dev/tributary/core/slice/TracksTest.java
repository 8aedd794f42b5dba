package dev.tributary.core.slice;

import static dev.tributary.core.slice.Tags.audio;
import static dev.tributary.core.slice.Tags.keyframe;
import static dev.tributary.core.slice.Tags.sequenceHeader;
import static dev.tributary.core.slice.Tags.video;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a slicer says of the tracks that there are. */
class TracksTest {
    private static final int START = SliceHeader.KEYFRAME;
    private static final int OTHER = SliceHeader.SEQUENCE_HEADER;

    private final Recording recording = new Recording();
    private final Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);

    private void sound(int from, int to) {
        for (int i = from * 25; i < to * 25; i++) {
            slicer.onTag(audio(40L * i));
        }
    }

    private void both(int from, int to) {
        for (int i = from * 25; i < to * 25; i++) {
            slicer.onTag(i % 25 == 0 ? keyframe(40L * i, 100) : video(40L * i));
            slicer.onTag(audio(40L * i));
        }
    }

    private String tracks() {
        StringBuilder text = new StringBuilder();
        for (CutSlice slice : recording.slices) {
            text.append(slice.audio() ? slice.video() ? 'b' : 'a' : slice.video() ? 'v' : '-');
        }
        return text.toString();
    }

    @Test
    void withoutAPictureADecoderCanStartInEverySlice() {
        slicer.onTag(sequenceHeader(MediaTag.Kind.AUDIO, 0));
        sound(0, 5);
        slicer.onEnd();

        assertThat(recording.flags()).containsExactly(START | OTHER, START, START, START, START);
        assertThat(tracks()).isEqualTo("aaaaa");
    }

    @Test
    void withAPictureOnlyWhereItHasAKeyframe() {
        both(0, 2);
        slicer.onTag(video(2_000));
        sound(2, 4);
        slicer.onEnd();

        assertThat(recording.flags()).startsWith(START).endsWith(0);
    }

    @Test
    void aSourceWithoutSoundAfterOneWithIsAnotherStart() {
        both(0, 2);
        slicer.onEnd();
        for (int i = 0; i < 50; i++) {
            slicer.onTag(video(40L * i));
        }
        slicer.onEnd();

        assertThat(tracks()).isEqualTo("bbvv");
        assertThat(recording.flags().get(2)).isEqualTo(SliceHeader.DISCONTINUITY | OTHER);
        assertThat(recording.flags().get(3)).isZero();
    }

    @Test
    void aPictureThatIsGoneForHalfAMinuteIsNoTrack() {
        both(0, 2);
        sound(2, 40);
        both(40, 42);
        slicer.onEnd();

        assertThat(tracks()).matches("b{30,32}a{6,9}b{2,3}");
        int gone = tracks().indexOf('a');
        assertThat(recording.flags().get(gone)).isEqualTo(START | OTHER);
        assertThat(recording.flags().get(gone - 1)).isZero();
        assertThat(recording.flags().get(tracks().lastIndexOf('a') + 1)).isEqualTo(START | OTHER);
    }

    @Test
    void aTrackThatIsOnlyConfiguredIsExpectedForAWhile() {
        slicer.onTag(sequenceHeader(MediaTag.Kind.AUDIO, 0));
        for (int i = 0; i < 200; i++) {
            slicer.onTag(video(40L * i));
        }
        slicer.onEnd();

        assertThat(tracks()).matches("b{4,5}v{3,4}");
    }

    @Test
    void configurationOfATrackThatHasNotBegunCutsNothing() {
        slicer.onTag(sequenceHeader(MediaTag.Kind.VIDEO, 0));
        slicer.onTag(keyframe(0, 100));
        slicer.onTag(sequenceHeader(MediaTag.Kind.AUDIO, 40));
        slicer.onTag(audio(40));
        slicer.onTag(sequenceHeader(MediaTag.Kind.AUDIO, 80));
        slicer.onTag(audio(80));
        slicer.onEnd();

        assertThat(recording.durations()).containsExactly(80, 0);
    }
}
