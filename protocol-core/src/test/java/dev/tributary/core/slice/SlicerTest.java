package dev.tributary.core.slice;

import static dev.tributary.core.slice.Tags.audio;
import static dev.tributary.core.slice.Tags.keyframe;
import static dev.tributary.core.slice.Tags.script;
import static dev.tributary.core.slice.Tags.sequenceHeader;
import static dev.tributary.core.slice.Tags.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicerTest {
    private static final int DISCONTINUITY = SliceHeader.DISCONTINUITY;
    private static final int SEQUENCE_HEADER = SliceHeader.SEQUENCE_HEADER;

    @Test
    void tagExactlyOneSecondAfterTheFirstStaysInTheSlice() {
        assertThat(Recording.of(List.of(video(5), video(1_005))).headers)
                .containsExactly(new SliceHeader(1, 5, 1_000, 200, 0));
    }

    @Test
    void tagOneMillisecondLaterOpensTheNextSlice() {
        assertThat(Recording.of(List.of(video(5), video(1_006), video(1_046))).headers)
                .containsExactly(
                        new SliceHeader(1, 5, 1_001, 100, 0),
                        new SliceHeader(2, 1_006, 40, 200, 0));
    }

    @Test
    void soundBehindThePictureIsNoJumpHoweverFar() {
        Recording recording =
                Recording.of(
                        List.of(
                                video(0),
                                audio(0),
                                video(900),
                                audio(200),
                                video(1_400),
                                audio(700),
                                video(2_500),
                                audio(1_800)));

        assertThat(recording.headers)
                .containsExactly(
                        new SliceHeader(1, 0, 1_400, 400, 0),
                        new SliceHeader(2, 1_400, 1_100, 200, 0),
                        new SliceHeader(3, 2_500, 0, 200, 0));
        assertThat(recording.retimed).isEmpty();
    }

    @Test
    void trackThatStepsBackALittleWaitsForItsClock() {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);
        for (long millis : new long[] {0, 400, 100, 300, 440}) {
            slicer.onTag(video(millis), new byte[100]);
        }
        slicer.onEnd();

        assertThat(recording.headers).containsExactly(new SliceHeader(1, 0, 440, 500, 0));
        assertThat(recording.retimed).containsExactly(401L, 402L);
    }

    @Test
    void manySmallStepsBackAreADiscontinuity() {
        Recording recording =
                Recording.of(List.of(video(2_000), video(1_700), video(1_400), video(1_100)));

        assertThat(recording.firstMillis()).containsExactly(2_000L, 2_041L);
        assertThat(recording.flags()).containsExactly(0, DISCONTINUITY);
    }

    @Test
    void gapOfTenSecondsIsPartOfTheSliceAndMoreIsADiscontinuity() {
        Recording within = Recording.of(List.of(video(0), video(10_000)));
        Recording beyond = Recording.of(List.of(video(0), video(40), video(10_041)));

        assertThat(within.durations()).containsExactly(10_000, 0);
        assertThat(within.flags()).containsExactly(0, 0);
        assertThat(beyond.durations()).containsExactly(40, 0);
        assertThat(beyond.flags()).containsExactly(0, DISCONTINUITY);
        assertThat(beyond.firstMillis()).containsExactly(0L, 80L);
    }

    @Test
    void tagsWithoutATimeOfTheirOwnTakeThatOfTheNextFrame() {
        MediaTag repeated = new MediaTag(MediaTag.Kind.VIDEO, 0, 50, MediaTag.Role.ASIDE);
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);
        slicer.onTag(script(0), new byte[100]);
        slicer.onTag(sequenceHeader(MediaTag.Kind.VIDEO, 0), new byte[50]);
        for (int i = 0; i < 75; i++) {
            if (i % 25 == 10) {
                slicer.onTag(script(0), new byte[100]);
                slicer.onTag(repeated, new byte[50]);
            }
            slicer.onTag(video(70_000L + 40L * i), new byte[100]);
        }
        slicer.onEnd();

        assertThat(recording.firstMillis()).containsExactly(70_000L, 71_040L, 72_080L);
        assertThat(recording.flags()).containsExactly(SEQUENCE_HEADER, 0, 0);
        assertThat(recording.retimed)
                .containsExactly(
                        70_000L, 70_000L, 70_400L, 70_400L, 71_400L, 71_400L, 72_400L, 72_400L);
    }

    @Test
    void endlessTagsWithoutATimeAreNotKeptForEver() {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);
        slicer.onTag(video(5));
        for (int i = 0; i < 200; i++) {
            slicer.onTag(new MediaTag(MediaTag.Kind.SCRIPT, 0, 4_000_000, MediaTag.Role.ASIDE));
        }
        assertThat(recording.headers).hasSizeGreaterThan(90);
        slicer.onEnd();
        assertThat(recording.refusals).isEmpty();
        assertThat(recording.headers).extracting(SliceHeader::dtsMillis).containsOnly(5L);
    }

    @Test
    void newSequenceHeaderOpensASliceThatTiles() {
        Recording recording =
                Recording.of(
                        List.of(
                                video(0),
                                video(400),
                                sequenceHeader(MediaTag.Kind.VIDEO, 440),
                                sequenceHeader(MediaTag.Kind.AUDIO, 440),
                                keyframe(440, 500),
                                video(480)));

        assertThat(recording.headers)
                .containsExactly(
                        new SliceHeader(1, 0, 440, 200, 0),
                        new SliceHeader(2, 440, 40, 700, SEQUENCE_HEADER | SliceHeader.KEYFRAME));
    }

    @Test
    void sequenceHeadersAndMetadataAtTheStartDoNotMakeSlicesOfTheirOwn() {
        Recording recording =
                Recording.of(
                        List.of(
                                script(0),
                                sequenceHeader(MediaTag.Kind.VIDEO, 0),
                                sequenceHeader(MediaTag.Kind.AUDIO, 0),
                                video(0),
                                audio(10)));

        assertThat(recording.headers)
                .containsExactly(new SliceHeader(1, 0, 10, 400, SEQUENCE_HEADER));
        assertThat(recording.keyframes.get(0)).isEmpty();
    }

    @Test
    void sliceThatWouldBeTooLargeIsCutEarlier() {
        int quarter = SliceHeader.SIZE_MAX / 4;
        List<MediaTag> tags = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tags.add(video(10L * i, quarter));
        }

        assertThat(Recording.of(tags).headers)
                .containsExactly(
                        new SliceHeader(1, 0, 40, SliceHeader.SIZE_MAX, 0),
                        new SliceHeader(2, 40, 0, quarter, 0));
    }

    @Test
    void keyframesAreNamedByChunkAndOffset() {
        Recording recording =
                Recording.of(
                        List.of(
                                keyframe(0, 1_000),
                                audio(10),
                                keyframe(40, 5_000),
                                keyframe(80, 20)));

        assertThat(recording.keyframes)
                .containsExactly(
                        List.of(
                                new Keyframe(0, 0, 0),
                                new Keyframe(1, 1_100 - 1_024, 40),
                                new Keyframe(5, 6_100 - 5 * 1_024, 80)));
        assertThat(recording.keyframes.get(0))
                .extracting(Keyframe::sliceOffset)
                .containsExactly(0, 1_100, 6_100);
    }

    @Test
    void twentyFiveFramesWithAacAreCutWhereTheClocksOfBothSay() {
        // Video at 40 i, audio at 1024000 j / 44100: audio 44 is the first tag after 1000 ms
        // (1021), video 51 after 2021 (2040), audio 131 after 3040 (3041), audio 175 after 4041.
        List<MediaTag> tags = new ArrayList<>();
        int frame = 0;
        int aac = 0;
        while (frame * 40 <= 5_000) {
            int audioMillis = aac * 1_024_000 / 44_100;
            if (frame * 40 <= audioMillis) {
                tags.add(video(40L * frame++));
            } else {
                tags.add(audio(audioMillis));
                aac++;
            }
        }

        Recording recording = Recording.of(tags);

        assertThat(recording.firstMillis()).startsWith(0L, 1_021L, 2_040L, 3_041L, 4_063L);
        assertThat(recording.durations()).startsWith(1_021, 1_019, 1_001, 1_022);
    }

    @Test
    void streamGoesOnAfterItsEndBehindADiscontinuity() {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);

        slicer.onEnd();
        slicer.onTag(video(0));
        slicer.onEnd();
        slicer.onEnd();
        slicer.onTag(video(40));
        slicer.onEnd();

        assertThat(recording.headers)
                .containsExactly(
                        new SliceHeader(1, 0, 0, 100, 0),
                        new SliceHeader(2, 40, 0, 100, DISCONTINUITY));
    }

    @Test
    void sourceThatEndsBeforeItSentMediaLeavesNothing() {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);
        slicer.onTag(script(0));
        slicer.onTag(sequenceHeader(MediaTag.Kind.VIDEO, 0));
        for (int i = 0; i < 100; i++) {
            slicer.onTag(script(0));
        }
        assertThat(recording.refusals).hasSize(38);
        slicer.onEnd();

        assertThat(recording.headers).isEmpty();
        assertThat(recording.refusals).containsOnly(TagRefusal.NO_MEDIA).hasSize(102);
    }

    @Test
    void malformedTagsAreCountedAndLeftOut() {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);

        slicer.onTag(video(0, 0));
        slicer.onTag(video(0, -1));
        slicer.onTag(video(0, Slicer.TAG_BYTES_MAX + 1));
        slicer.onTag(video(-1));
        slicer.onTag(video(SliceHeader.DTS_MILLIS_MAX + 1));
        slicer.onTag(video(7, 3), new byte[2]);
        slicer.onTag(video(7, 3), new byte[3]);
        slicer.onTag(video(7, 3));
        slicer.onEnd();

        assertThat(recording.refusals)
                .containsExactly(
                        TagRefusal.EMPTY,
                        TagRefusal.EMPTY,
                        TagRefusal.TOO_LARGE,
                        TagRefusal.TIME_OUT_OF_RANGE,
                        TagRefusal.TIME_OUT_OF_RANGE,
                        TagRefusal.WRONG_LENGTH,
                        TagRefusal.WRONG_LENGTH);
        assertThat(slicer.refusedTags()).isEqualTo(7);
        assertThat(recording.headers).containsExactly(new SliceHeader(1, 7, 0, 3, 0));
    }

    @Test
    void indexKeepsTheNewestSlicesOldestFirst() {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(new SlicerConfig(1_000, 3), recording);

        for (int i = 0; i < 6; i++) {
            slicer.onTag(keyframe(2_000L * i, 10));
        }

        assertThat(slicer.index().headers())
                .containsExactlyElementsOf(recording.headers.subList(2, 5));
        assertThat(slicer.index().slices().get(2).keyframes())
                .containsExactly(new Keyframe(0, 0, 8_000));
    }

    @Test
    void configurationIsChecked() {
        assertThatThrownBy(() -> new SlicerConfig(0, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlicerConfig(1_000, 513))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
